// Role templates. Sources in the comments: S recordings of AWS that radkawar/stackd keeps in public
// (testdata/aws/iam/role_template_catalogue.json, role_templates.json, role_acquisition.json), D AWS's documentation.
// What stands for templates that AWS does not publish, /_iam/role-templates, is the emulator's own.
#include "client/role_templates.h"
#include "client/roles.h"

#include "last_of_each.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::UnorderedElementsAre;

const std::string kRotation = kTemplatePrefix + "secretsmanager.amazonaws.com/AWSSecretsManagerRotationRoleTemplate:1";
constexpr auto kPowerTrust =
    "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%"
    "22"
    "Service%22%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";

Answer acquire(Caller& me, std::string const& arn, Pairs const& values, Pairs const& more = {}) {
  auto parameters = acquisition(arn, values);
  parameters.insert(parameters.end(), more.begin(), more.end());
  return me.iam("AcquireRole", parameters);
}

Answer acquire_power(Caller& me, std::string const& role, std::string const& service = "lambda.amazonaws.com") {
  return acquire(me, kPowerTemplate, {{"RoleName", role}, {"AWSServiceName", service}});
}

std::string inline_policy(Caller& me, std::string const& role, std::string const& policy) {
  return on_role(me, "GetRolePolicy", role, {{"PolicyName", policy}}).text("PolicyDocument");
}

Response put_template(std::string const& body) {
  return shared_server().exchange({.method = "PUT", .target = "/_iam/role-templates", .body = body});
}

// A template of its own for a test: made-up service, trusted by EC2, and what else is given.
std::string made_template(std::string const& more = "") {
  static int number = 0;
  auto arn = kTemplatePrefix + "example.amazonaws.com/Made" + std::to_string(++number) + ":3";
  auto const answer =
      put_template(last_of_each(R"({"arn":")" + arn + R"(","name":"Made-@{Team}","trust_policy":)" + trusted_service() +
                                R"(,"parameters":[{"name":"Team","type":"String"}])" + more + "}"));
  EXPECT_EQ(answer.status, 200) << answer.body;
  return arn;
}

// S.
TEST(GetRoleTemplateVersion, knows_what_aws_publishes) {
  Caller me;
  auto const got = me.iam("GetRoleTemplateVersion", {{"TemplateArn", kPowerTemplate}});
  EXPECT_THAT(got.names("RoleTemplateVersion"),
              ElementsAre("TemplateArn", "TemplateName", "TemplateVersionId", "Description", "MajorVersion",
                          "DefaultMinorVersion", "ManagedByType", "ManagedByValue", "Enabled", "MinorVersion",
                          "RoleNamePattern", "RoleDescriptionPattern", "AssumeRolePolicyDocumentTemplate",
                          "ManagedPolicyArns", "ParametersDefinition", "MaxSessionDuration", "VersionEnabled",
                          "CreateTimestamp", "UpdateTimestamp"));
  auto const text = [&](std::string const& name) { return got.text(("RoleTemplateVersion/" + name).c_str()); };
  EXPECT_EQ(text("TemplateName"), "PowerUserRoleTemplate");
  EXPECT_EQ(text("TemplateVersionId"), "AVTAZKAPJZG4N6BGA67NU");
  EXPECT_EQ(text("MajorVersion"), "1");
  EXPECT_EQ(text("MinorVersion"), "0");
  EXPECT_EQ(text("ManagedByType"), "Service");
  EXPECT_EQ(text("ManagedByValue"), "iam.amazonaws.com");
  EXPECT_EQ(text("RoleNamePattern"), "@{RoleName}");
  EXPECT_EQ(text("CreateTimestamp"), "2026-06-12T02:57:08Z");
  EXPECT_THAT(got.texts("RoleTemplateVersion/ManagedPolicyArns"),
              ElementsAre("arn:aws:iam::aws:policy/PowerUserAccess"));
  EXPECT_THAT(got.texts("RoleTemplateVersion/ParametersDefinition", "Name"), ElementsAre("AWSServiceName", "RoleName"));
  EXPECT_THAT(got.texts("RoleTemplateVersion/ParametersDefinition", "IsRequired"), ElementsAre("true", "false"));
}

// S.
TEST(GetRoleTemplateVersion, does_not_know_others) {
  Caller me;
  auto const unknown = [](std::string const& arn) {
    return fails_with(404, "NoSuchEntity", "Role Template " + arn + " cannot be found.");
  };
  auto const other = kTemplatePrefix + "iam.amazonaws.com/PowerUserRoleTemplate:99";
  EXPECT_THAT(me.iam("GetRoleTemplateVersion", {{"TemplateArn", other}}), unknown(other));
  for (auto const* minor : {"-1", "1"}) {
    EXPECT_THAT(me.iam("GetRoleTemplateVersion", {{"TemplateArn", kPowerTemplate}, {"MinorVersion", minor}}),
                unknown(kPowerTemplate));
  }
  EXPECT_EQ(me.iam("GetRoleTemplateVersion", {{"TemplateArn", "short"}}).code(), "ValidationError");
}

// S: the answer has what CreateRole's has, and the role what GetRole tells.
TEST(AcquireRole, makes_a_role_of_the_template) {
  Caller me;
  auto const made = acquire_power(me, "worker");
  EXPECT_THAT(made.names("Role"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"));
  EXPECT_EQ(made.text("Role/Arn"), me.arn("role/worker"));
  EXPECT_EQ(made.text("Role/AssumeRolePolicyDocument"), kPowerTrust);
  auto const role = get_role(me, "worker");
  EXPECT_EQ(role.text("Role/Description"), "Power user role for lambda.amazonaws.com");
  EXPECT_EQ(role.text("Role/MaxSessionDuration"), "3600");
  EXPECT_EQ(role.text("Role/SourceRoleTemplate/TemplateArn"), kPowerTemplate);
  EXPECT_EQ(role.text("Role/SourceRoleTemplate/TemplateMinorVersion"), "0");
  EXPECT_THAT(on_role(me, "ListAttachedRolePolicies", "worker").texts("AttachedPolicies", "PolicyName"),
              ElementsAre("PowerUserAccess"));
  EXPECT_FALSE(me.iam("ListRoles").has("Roles/member/SourceRoleTemplate"));
}

// S.
TEST(AcquireRole, takes_default_values_and_the_path_of_the_template) {
  Caller me;
  EXPECT_THAT(acquire(me, kTemplatePrefix + "backup.amazonaws.com/AWSBackupDefaultServiceRoleTemplate:1",
                      {{"accountId", me.account()}})
                  .text("Role/Arn"),
              me.arn("role/service-role/AWSBackupDefaultServiceRole"));
  EXPECT_THAT(
      on_role(me, "ListAttachedRolePolicies", "AWSBackupDefaultServiceRole").texts("AttachedPolicies", "PolicyName"),
      UnorderedElementsAre("AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"));
}

// S: what only disabled statements need may be missing, True is so in any case, and a list takes its place as one.
TEST(AcquireRole, leaves_out_statements_that_are_not_enabled) {
  Caller me;
  auto const policy = "SecretRotationPermissionPolicy";
  Pairs values{{"accountId", me.account()}, {"region", "us-east-1"}, {"resourceType", "probe"}};
  EXPECT_THAT(acquire(me, kRotation, values), succeeds());
  EXPECT_THAT(inline_policy(me, "AWSSecretsManagerSecretRotationRole", policy),
              testing::AllOf(HasSubstr("AllowRotationAccessGeneric"), testing::Not(HasSubstr("KMSAccess")),
                             testing::Not(HasSubstr("Enabled"))));
  values.insert(values.end(), {{"RoleName", "all"},
                               {"adminType", "admin"},
                               {"kmsKeyArn", "arn:aws:kms:::key/1"},
                               {"kmsKeyArn", "arn:aws:kms:::key/2"},
                               {"ADMIN_RESOURCE_ENABLED", "True"},
                               {"CMK_ENABLED", "true"}});
  EXPECT_THAT(acquire(me, kRotation, values), succeeds());
  EXPECT_THAT(inline_policy(me, "all", policy),
              HasSubstr("%5B%22arn%3Aaws%3Akms%3A%3A%3Akey%2F1%22%2C%22arn%3Aaws%3Akms%3A%3A%3Akey%2F2%22%5D"));
}

// S: a policy of which no statement is left is none.
TEST(AcquireRole, leaves_out_policies_without_statements) {
  Caller me;
  acquire(me, kTemplatePrefix + "datazone.amazonaws.com/AmazonSageMakerAdminIAMPermissiveExecutionRoleTemplate:1",
          {{"accountId", me.account()}, {"RoleName", "studio"}});
  EXPECT_THAT(on_role(me, "ListRolePolicies", "studio").texts("PolicyNames"), IsEmpty());
}

// S.
TEST(AcquireRole, refuses_values_that_do_not_fit) {
  Caller me;
  EXPECT_THAT(acquire(me, kPowerTemplate, {{"RoleName", "a"}}),
              fails_with(400, "InvalidInput", "Failed to render template: Parameter 'AWSServiceName' not found."));
  EXPECT_THAT(
      acquire(me, kPowerTemplate, {{"AWSServiceName", "a.amazonaws.com"}, {"AWSServiceName", "b.amazonaws.com"}}),
      fails_with(400, "ValidationError", "AWSServiceName replacement value must contain exactly one value, got 2"));
  EXPECT_THAT(acquire(me, kPowerTemplate, {{"AWSServiceName", "lambda.amazonaws.com"}, {"Unused", "x"}}),
              fails_with(400, "InvalidInput", "Failed to render template: Unrecognized parameter: Unused"));
  EXPECT_THAT(acquire_power(me, "a", "not-a-service"),
              fails_with(400, "MalformedPolicyDocument", R"(Invalid principal in policy: "SERVICE":"not-a-service")"));
  EXPECT_EQ(acquire_power(me, "no name").code(), "ValidationError");
  for (auto const* minor : {"-1", "999"}) {
    EXPECT_THAT(acquire(me, kPowerTemplate, {}, {{"TemplateMinorVersion", minor}}),
                fails_with(404, "NoSuchEntity", "Role template not found in repository: " + kPowerTemplate));
  }
  EXPECT_THAT(me.iam("ListRoles").texts("Roles", "RoleName"), IsEmpty());
}

// D: 30 values, each of 1 to 20 texts.
TEST(AcquireRole, is_bounded) {
  Caller me;
  Pairs many, much;
  for (int i = 0; i < 31; ++i) many.emplace_back("p" + std::to_string(i), "x");
  for (int i = 0; i < 21; ++i) much.emplace_back("AWSServiceName", "x");
  EXPECT_EQ(acquire(me, kPowerTemplate, many).code(), "ValidationError");
  EXPECT_EQ(acquire(me, kPowerTemplate, much).code(), "ValidationError");
}

// S: with the same values the role is handed out again, description and longest session notwithstanding.
TEST(AcquireRole, hands_out_the_role_that_there_is) {
  Caller me;
  auto const id = acquire_power(me, "worker").text("Role/RoleId");
  EXPECT_EQ(acquire_power(me, "worker").text("Role/RoleId"), id);
  on_role(me, "UpdateRole", "worker", {{"Description", "mine"}, {"MaxSessionDuration", "7200"}});
  on_role(me, "UpdateAssumeRolePolicy", "worker",
          {{"PolicyDocument", R"({"Statement":{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":)"
                              R"({"Service":["lambda.amazonaws.com"]}},"Version":"2012-10-17"})"}});
  EXPECT_EQ(acquire_power(me, "worker").text("Role/RoleId"), id);
}

// S, but for the inline policy.
TEST(AcquireRole, refuses_a_role_that_was_modified_until_it_is_restored) {
  Caller me;
  acquire_power(me, "worker");
  auto const modified =
      fails_with(409, "RoleModified", "Role worker has been modified since it was created and is no longer managed.");
  Pairs const policy{{"PolicyArn", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}};
  Pairs const boundary{{"PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"}};
  Pairs const document{
      {"PolicyName", "p"},
      {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})"}};
  struct Change {
    char const* done;
    Pairs with;
    char const* undone;
    Pairs without;
  };
  for (auto const& [done, with, undone, without] : {
           Change{"AttachRolePolicy", policy, "DetachRolePolicy", policy},
           Change{"PutRolePermissionsBoundary", boundary, "DeleteRolePermissionsBoundary", {}},
           Change{"TagRole", with_tags({}, {{"a", "b"}}), "UntagRole", with_tag_keys({}, {"a"})},
           Change{"PutRolePolicy", document, "DeleteRolePolicy", {{"PolicyName", "p"}}},
       }) {
    ASSERT_THAT(on_role(me, done, "worker", with), succeeds());
    EXPECT_THAT(acquire_power(me, "worker"), modified) << done;
    ASSERT_THAT(on_role(me, undone, "worker", without), succeeds());
    EXPECT_THAT(acquire_power(me, "worker"), succeeds()) << done;
  }
  on_role(me, "UpdateAssumeRolePolicy", "worker", {{"PolicyDocument", trusted_service()}});
  EXPECT_THAT(acquire_power(me, "worker"), modified);
}

// S. A name in another case is another value.
TEST(AcquireRole, refuses_a_name_that_is_taken) {
  Caller me;
  create_role(me, "mine");
  acquire_power(me, "worker");
  EXPECT_THAT(acquire_power(me, "mine"),
              fails_with(409, "NameConflict",
                         "A role with this name already exists in the account but was not created from this template."
                         " Choose a different role name, or remove the existing role if it is no longer needed."));
  auto const other = fails_with(409, "NameConflict",
                                "A role with this name exists but was created with different parameters. Pass a unique"
                                " roleName to create a new role.");
  EXPECT_THAT(acquire_power(me, "worker", "ec2.amazonaws.com"), other);
  EXPECT_THAT(acquire_power(me, "WORKER"), other);
}

TEST(AcquireRole, keeps_to_the_quota_of_roles) {
  Caller me;
  me.set_quota("RolesPerAccount", 1);
  EXPECT_THAT(acquire_power(me, "a"), succeeds());
  EXPECT_THAT(acquire_power(me, "b"), fails_with(409, "LimitExceeded", "Cannot exceed quota for RolesPerAccount: 1"));
}

TEST(RoleTemplates, may_be_registered) {
  Caller me;
  auto const arn = made_template(
      R"(,"minor":2,"description":"Makes workers","path":"/made/","role_description":"Of @{Team}",)"
      R"("inline_policies":{"Read":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*",)"
      R"("Resource":"arn:aws:s3:::@{Team}/*"}}},"managed_policies":["arn:aws:iam::aws:policy/ReadOnlyAccess"],)"
      R"("boundary":"arn:aws:iam::aws:policy/PowerUserAccess","tags":{"team":"@{Team}"},"max_session_duration":7200)");
  auto const got = me.iam("GetRoleTemplateVersion", {{"TemplateArn", arn}});
  EXPECT_EQ(got.text("RoleTemplateVersion/MajorVersion"), "3");
  EXPECT_EQ(got.text("RoleTemplateVersion/MinorVersion"), "2");
  EXPECT_EQ(got.text("RoleTemplateVersion/DefaultMinorVersion"), "2");
  EXPECT_EQ(got.text("RoleTemplateVersion/ManagedByValue"), "example.amazonaws.com");
  EXPECT_THAT(got.text("RoleTemplateVersion/TemplateVersionId"), MatchesRegex("AVTA[A-Z2-7]{17}"));
  EXPECT_EQ(got.text("RoleTemplateVersion/RoleTagsTemplate/member/Value"), "@{Team}");

  EXPECT_EQ(acquire(me, arn, {{"Team", "blue"}}).text("Role/Arn"), me.arn("role/made/Made-blue"));
  auto const role = get_role(me, "Made-blue");
  EXPECT_EQ(role.text("Role/Description"), "Of blue");
  EXPECT_EQ(role.text("Role/MaxSessionDuration"), "7200");
  EXPECT_EQ(role.text("Role/PermissionsBoundary/PermissionsBoundaryArn"), "arn:aws:iam::aws:policy/PowerUserAccess");
  EXPECT_THAT(role.texts("Role/Tags", "Value"), ElementsAre("blue"));
  EXPECT_EQ(role.text("Role/SourceRoleTemplate/TemplateMinorVersion"), "2");
  EXPECT_THAT(inline_policy(me, "Made-blue", "Read"), HasSubstr("s3%3A%3A%3Ablue%2F%2A"));
  EXPECT_THAT(acquire(me, arn, {{"Team", "blue"}}), succeeds());
}

TEST(RoleTemplates, have_one_default_version) {
  Caller me;
  auto const arn = made_template();
  auto const version = [&](std::string const& more) {
    return put_template(R"({"arn":")" + arn + R"(","name":"x","trust_policy":)" + trusted_service() + more + "}")
        .status;
  };
  EXPECT_EQ(version(R"(,"minor":1,"default":false)"), 200);
  auto const standard = [&] {
    return me.iam("GetRoleTemplateVersion", {{"TemplateArn", arn}}).text("RoleTemplateVersion/MinorVersion");
  };
  EXPECT_EQ(standard(), "0");
  EXPECT_EQ(version(R"(,"minor":1)"), 200);
  EXPECT_EQ(standard(), "1");
  auto const older = me.iam("GetRoleTemplateVersion", {{"TemplateArn", arn}, {"MinorVersion", "0"}});
  EXPECT_EQ(older.text("RoleTemplateVersion/DefaultMinorVersion"), "1");
}

TEST(RoleTemplates, make_no_roles_while_they_are_disabled) {
  Caller me;
  for (auto const* flag : {R"(,"template_enabled":false)", R"(,"enabled":false)"}) {
    auto const answer = acquire(me, made_template(flag), {{"Team", "x"}});
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "RoleTemplateDisabled");
  }
}

TEST(RoleTemplates, check_the_types_of_values) {
  Caller me;
  auto const arn = made_template(R"(,"tags":{"n":"@{N}","a":"@{A}"},"parameters":[{"name":"Team","default":"t"},)"
                                 R"({"name":"N","type":"Number","default":"1"},{"name":"A","type":"ArnList",)"
                                 R"("default":"arn:aws:s3:::b"}])");
  EXPECT_EQ(acquire(me, arn, {{"N", "one"}}).code(), "InvalidInput");
  EXPECT_EQ(acquire(me, arn, {{"A", "arn:aws:s3:::b"}, {"A", "b"}}).code(), "InvalidInput");
  EXPECT_THAT(acquire(me, arn, {{"N", "-2.5"}}), succeeds());
}

TEST(RoleTemplates, are_refused_when_they_are_not_sound) {
  auto const body = [](std::string const& more) {
    return R"({"arn":"arn:aws:iam::aws:role-template/example.amazonaws.com/Bad:1","name":"x","trust_policy":{})" +
           more + "}";
  };
  for (auto const& [text, sentence] : Pairs{
           {"[]", "send an object"},
           {R"({"arn":"arn:aws:iam::aws:role-template/Worker:1","name":"x","trust_policy":{}})", "`arn` is like"},
           {R"({"arn":"arn:aws:iam::aws:role-template/a.com/Worker","name":"x","trust_policy":{}})", "`arn` is like"},
           {R"({"arn":"arn:aws:iam::aws:role-template/a.com/Worker:1","trust_policy":{}})", "`name` has 1 to"},
           {R"({"arn":"arn:aws:iam::aws:role-template/a.com/Worker:1","name":"x"})", "`trust_policy` is a policy"},
           {body(R"(,"surprise":1)"), "unknown member `surprise`"},
           {body(R"(,"minor":-1)"), "`minor` is from 0"},
           {body(R"(,"max_session_duration":60)"), "`max_session_duration` is from 3600 to 43200"},
           {body(R"(,"parameters":[{"name":"a","type":"Text"}])"), "there is no type Text"},
           {body(R"(,"parameters":[{"name":"a"},{"name":"a"}])"), "parameter a is there twice"},
           {body(R"(,"inline_policies":{"p":"no"})"), "`p` is a policy document"},
           {body(R"(,"tags":{"k":1})"), "`k` is a string"},
       }) {
    auto const answer = put_template(text);
    EXPECT_EQ(answer.status, 400) << text;
    EXPECT_THAT(answer.body, HasSubstr(sentence)) << text;
  }
}

TEST(RoleTemplates, that_were_registered_are_removed_together) {
  Server const server;
  auto const at = [&](std::string method, std::string body = "") {
    return server.exchange({.method = std::move(method), .target = "/_iam/role-templates", .body = std::move(body)})
        .body;
  };
  at("PUT", R"({"arn":"arn:aws:iam::aws:role-template/a.com/Worker:1","name":"x","trust_policy":{}})");
  EXPECT_THAT(at("GET"), HasSubstr("Worker:1"));
  EXPECT_EQ(at("DELETE"), "{\"templates\":[]}\n");
}

}  // namespace
}  // namespace conformance
