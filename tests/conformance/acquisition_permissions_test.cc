// What AcquireRole takes with `--auth enforce`. Observed on AWS where a test says S: radkawar/stackd,
// role_acquisition.json and template_account.json of 2026-09-12. Else from the guide (D),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_role-manager_enable-use.html
#include "client/enforcing.h"
#include "client/role_templates.h"
#include "client/roles.h"
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::HasSubstr;

const std::string kReading = allowing("iam:GetRoleTemplateVersion");

std::string equals(std::string const& key, std::string const& value) {
  return R"({"StringEquals":{")" + key + R"(":")" + value + "\"}}";
}

std::string denying_on(std::string const& action, std::string const& resource) {
  return R"({"Effect":"Deny","Action":")" + action + R"(","Resource":")" + resource + "\"}";
}

class AcquisitionPermissions : public testing::Test {
 protected:
  // Registers a template of roles /made/Worker-<team>; what it has besides is given.
  static std::string made_template(std::string const& more = "", Server const& server = enforcing_server()) {
    static int number = 0;
    auto arn = kTemplatePrefix + "example.amazonaws.com/Permitted" + std::to_string(++number) + ":1";
    auto const body = R"({"arn":")" + arn + R"(","name":"Worker-@{Team}","path":"/made/","trust_policy":)" +
                      trusted_service() + R"(,"parameters":[{"name":"Team","type":"String"}])" + more + "}";
    auto const answer = server.exchange({.method = "PUT", .target = "/_iam/role-templates", .body = body});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return arn;
  }

  static Answer acquire(SignedCaller const& who, std::string const& arn, std::string const& team = "blue") {
    return who.iam("AcquireRole", acquisition(arn, {{"Team", team}}));
  }
  Answer acquire(std::string const& arn) const { return acquire(sandbox_.bob(), arn); }

  static Answer acquire_power(SignedCaller const& who) {
    return who.iam("AcquireRole",
                   acquisition(kPowerTemplate, {{"RoleName", "worker"}, {"AWSServiceName", "lambda.amazonaws.com"}}));
  }

  auto lacks(std::string const& action, std::string const& resource) const {
    return is_denied_with(sandbox_.implicit_denial("iam:" + action, resource));
  }
  bool is_there(std::string const& role) const {
    return sandbox_.root().iam("GetRole", {{"RoleName", role}}).status() == 200;
  }

  Sandbox sandbox_;
};

// S, up to the attachment: there is no permission of AcquireRole's own.
TEST_F(AcquisitionPermissions, are_those_of_whatever_is_done) {
  auto const& bob = sandbox_.bob();
  sandbox_.let_bob(allowing("iam:AcquireRole") + "," + allowing("iam:CreateRole") + "," +
                   allowing("iam:AttachRolePolicy") + "," + allowing("iam:GetRole"));
  EXPECT_THAT(acquire_power(bob), lacks("GetRoleTemplateVersion", "role template " + kPowerTemplate));
  sandbox_.let_bob(kReading);
  EXPECT_THAT(acquire_power(bob), lacks("CreateRole", "role/worker"));
  sandbox_.let_bob(kReading + "," + allowing("iam:CreateRole"));
  EXPECT_THAT(acquire_power(bob), lacks("AttachRolePolicy", "role/worker"));
  EXPECT_FALSE(is_there("worker"));
  sandbox_.let_bob(kReading + "," + allowing("iam:CreateRole") + "," + allowing("iam:AttachRolePolicy"));
  EXPECT_THAT(acquire_power(bob), succeeds());
}

// S.
TEST_F(AcquisitionPermissions, to_read_the_template_are_not_of_the_callers_account) {
  auto const reading_in = [&](std::string const& account) {
    sandbox_.let_bob(allowing("iam:GetRoleTemplateVersion", "*", equals("aws:ResourceAccount", account)) + "," +
                     allowing("iam:CreateRole") + "," + allowing("iam:AttachRolePolicy"));
  };
  reading_in(sandbox_.account());
  EXPECT_EQ(acquire_power(sandbox_.bob()).code(), "AccessDenied");
  EXPECT_THAT(sandbox_.bob().iam("GetRoleTemplateVersion", {{"TemplateArn", kPowerTemplate}}),
              lacks("GetRoleTemplateVersion", "role-template " + kPowerTemplate));
  reading_in("639982225848");
  EXPECT_THAT(acquire_power(sandbox_.bob()), succeeds());
}

// S: whoever may not read a template is not told whether it is there.
TEST_F(AcquisitionPermissions, come_before_the_templates_existence) {
  auto const missing = kTemplatePrefix + "iam.amazonaws.com/PowerUserRoleTemplate:2";
  EXPECT_THAT(acquire(missing), lacks("GetRoleTemplateVersion", "role template " + missing));
  sandbox_.let_bob(kReading);
  EXPECT_EQ(acquire(missing).code(), "NoSuchEntity");
}

// S: reading the template has no key of it, what is done with the role has.
TEST_F(AcquisitionPermissions, may_depend_on_the_template) {
  auto const of_it = equals("iam:RoleTemplateARN", kPowerTemplate);
  auto const doing = allowing("iam:CreateRole", "*", of_it) + "," + allowing("iam:GetRole", "*", of_it) + "," +
                     allowing("iam:AttachRolePolicy", "*",
                              R"({"StringEquals":{"iam:RoleTemplateARN":")" + kPowerTemplate +
                                  R"(","iam:PolicyARN":"arn:aws:iam::aws:policy/PowerUserAccess"}})");
  sandbox_.let_bob(allowing("iam:GetRoleTemplateVersion", "*", of_it) + "," + doing);
  EXPECT_EQ(acquire_power(sandbox_.bob()).code(), "AccessDenied");
  sandbox_.let_bob(kReading + "," + doing);
  EXPECT_THAT(acquire_power(sandbox_.bob()), succeeds());
  EXPECT_THAT(acquire_power(sandbox_.bob()), succeeds());
  EXPECT_THAT(sandbox_.bob().iam("GetRole", {{"RoleName", "worker"}}), lacks("GetRole", "role worker"));
  EXPECT_EQ(acquire(made_template()).code(), "AccessDenied");
}

// D: a role that is there takes the permission to read it, and no more.
TEST_F(AcquisitionPermissions, for_a_role_that_is_there_are_those_to_read_it) {
  ASSERT_THAT(acquire_power(sandbox_.root()), succeeds());
  sandbox_.let_bob(kReading + "," + allowing("iam:CreateRole") + "," + allowing("iam:AttachRolePolicy"));
  EXPECT_THAT(acquire_power(sandbox_.bob()), lacks("GetRole", "role worker"));
  sandbox_.let_bob(kReading + "," + allowing("iam:GetRole", sandbox_.arn("role/worker")));
  EXPECT_THAT(acquire_power(sandbox_.bob()), succeeds());
}

// The name is the rendered one, and the path counts.
TEST_F(AcquisitionPermissions, are_asked_for_the_role_that_would_be_made) {
  auto const arn = made_template(R"(,"managed_policies":[")" + std::string(kAdministrator) + "\"]");
  sandbox_.let_bob(allowing("*") + "," + denying_on("iam:CreateRole", sandbox_.arn("role/made/Worker-*")));
  EXPECT_THAT(acquire(arn), is_denied_with(sandbox_.denial("iam:CreateRole", "role/made/Worker-blue") +
                                           " with an explicit deny in an identity-based policy"));
  sandbox_.let_bob(kReading + "," + allowing("iam:CreateRole", sandbox_.arn("role/made/Worker-red")) + "," +
                   allowing("iam:AttachRolePolicy", sandbox_.arn("role/made/Worker-red")));
  EXPECT_EQ(acquire(arn).code(), "AccessDenied");
  EXPECT_THAT(acquire(sandbox_.bob(), arn, "red"), succeeds());
  EXPECT_FALSE(is_there("Worker-blue"));
}

TEST_F(AcquisitionPermissions, take_one_for_every_part_of_the_template) {
  auto const arn = made_template(
      R"(,"inline_policies":{"p":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}},)"
      R"("managed_policies":["arn:aws:iam::aws:policy/AdministratorAccess"],)"
      R"("boundary":"arn:aws:iam::aws:policy/PowerUserAccess","tags":{"team":"@{Team}"})");
  auto const role = sandbox_.arn("role/made/Worker-blue");
  auto const bounded = equals("iam:PermissionsBoundary", "arn:aws:iam::aws:policy/PowerUserAccess");
  auto const tagged = equals("aws:RequestTag/team", "blue");
  auto allowed = kReading;
  for (auto const& [action, condition] : Pairs{
           {"CreateRole", R"({"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::aws:policy/PowerUserAccess",)"
                          R"("aws:RequestTag/team":"blue"},"ForAllValues:StringEquals":{"aws:TagKeys":"team"}})"},
           {"TagRole", tagged},
           {"PutRolePermissionsBoundary", bounded},
           {"PutRolePolicy", bounded},
           {"AttachRolePolicy", equals("iam:PolicyARN", kAdministrator)},
       }) {
    sandbox_.let_bob(allowed);
    EXPECT_THAT(acquire(arn), lacks(action, "role/made/Worker-blue"));
    allowed += "," + allowing("iam:" + action, role, condition);
  }
  EXPECT_FALSE(is_there("Worker-blue"));
  sandbox_.let_bob(allowed);
  EXPECT_THAT(acquire(arn), succeeds());
}

TEST_F(AcquisitionPermissions, end_at_the_callers_boundary) {
  sandbox_.let_bob(allowing("*"));
  auto const boundary = sandbox_.create_policy("boundary", kReading + "," + allowing("iam:CreateRole"));
  ASSERT_THAT(
      sandbox_.root().iam("PutUserPermissionsBoundary", {{"UserName", "Bob"}, {"PermissionsBoundary", boundary}}),
      succeeds());
  EXPECT_THAT(acquire_power(sandbox_.bob()),
              is_denied_with(sandbox_.denial("iam:AttachRolePolicy", "role/worker") +
                             " because no permissions boundary allows the iam:AttachRolePolicy action"));
}

// D: the policies of the guide, for root of a member account, too.
TEST_F(AcquisitionPermissions, end_at_the_policies_of_the_organization) {
  sandbox_.let_bob(allowing("*"));
  auto const manager = Caller::new_account();
  auto const govern = [&](std::string const& is_null) {
    auto const policy = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},)"
                        R"({"Effect":"Deny","Action":["iam:GetRole","iam:CreateRole","iam:AttachRolePolicy",)"
                        R"("iam:PutRolePolicy","iam:PutRolePermissionsBoundary","iam:TagRole"],"Resource":"*",)"
                        R"("Condition":{"Null":{"iam:RoleTemplateARN":)" +
                        is_null + "}}}]}";
    auto const body = R"({"scps":{"Roles":)" + policy + R"(},"root":{"accounts":[{"id":")" + sandbox_.account() +
                      R"(","scps":["Roles"]}]}})";
    auto const stated =
        enforcing_server().exchange({.method = "PUT", .target = "/_iam/organization?account=" + manager, .body = body});
    ASSERT_EQ(stated.status, 200) << stated.body;
  };
  Pairs const plain{{"RoleName", "plain"}, {"AssumeRolePolicyDocument", trusted_service()}};
  govern("false");
  EXPECT_EQ(acquire_power(sandbox_.bob()).code(), "AccessDenied");
  EXPECT_THAT(acquire_power(sandbox_.root()).message().value_or(""),
              HasSubstr("iam:CreateRole on resource: role/worker with an explicit deny in a service control policy"));
  EXPECT_THAT(sandbox_.bob().iam("CreateRole", plain), succeeds());
  govern("true");
  EXPECT_THAT(acquire_power(sandbox_.bob()), succeeds());
  EXPECT_EQ(sandbox_.bob().iam("CreateRole", {{"RoleName", "more"}, plain[1]}).code(), "AccessDenied");
}

TEST_F(AcquisitionPermissions, end_at_the_sessions_policy) {
  auto const& root = sandbox_.root();
  ASSERT_THAT(
      root.iam("CreateRole", {{"RoleName", "Ops"},
                              {"AssumeRolePolicyDocument", trusting(aws_principal(sandbox_.arn("user/team/Bob")))}}),
      succeeds());
  ASSERT_THAT(root.iam("AttachRolePolicy", {{"RoleName", "Ops"}, {"PolicyArn", kAdministrator}}), succeeds());
  auto const session = [&](std::string const& statements) {
    auto const assumed = sandbox_.bob().sts(
        "AssumeRole",
        {{"RoleArn", sandbox_.arn("role/Ops")}, {"RoleSessionName", "session"}, {"Policy", policy_of(statements)}});
    EXPECT_THAT(assumed, succeeds());
    return SignedCaller(enforcing_server(),
                        {assumed.text("Credentials/AccessKeyId"), assumed.text("Credentials/SecretAccessKey"),
                         assumed.text("Credentials/SessionToken")});
  };
  EXPECT_THAT(acquire_power(session(kReading + "," + allowing("iam:CreateRole"))).message().value_or(""),
              HasSubstr("iam:AttachRolePolicy on resource: role/worker because no session policy allows"));
  EXPECT_THAT(acquire_power(session(allowing("iam:*"))), succeeds());
}

// What a policy would have to allow is remembered where nothing is enforced, and told where it is soft.
TEST_F(AcquisitionPermissions, are_told_in_soft_mode) {
  Server const soft({"--auth", "soft"});
  Sandbox const sandbox(soft);
  sandbox.let_bob(kReading);
  EXPECT_THAT(acquire_power(sandbox.bob()), succeeds());
  auto const denials = soft.exchange({.target = "/_iam/denials?account=" + sandbox.account()}).body;
  for (auto const* action : {"iam:CreateRole", "iam:AttachRolePolicy"}) EXPECT_THAT(denials, HasSubstr(action));
  auto const policy = soft.exchange({.target = "/_iam/policy?principal=" + sandbox.arn("user/team/Bob")}).body;
  for (auto const* action : {"iam:GetRoleTemplateVersion", "iam:CreateRole", "iam:AttachRolePolicy"}) {
    EXPECT_THAT(policy, HasSubstr(action));
  }
}

}  // namespace
}  // namespace conformance
