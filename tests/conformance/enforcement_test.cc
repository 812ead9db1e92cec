// What policies let callers do with `--auth enforce`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#include "client/enforcing.h"
#include "client/policy_client.h"

namespace conformance {
namespace {

TEST(Enforcement, root_passes_and_a_user_without_policies_does_not) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("ListUsers"), succeeds());
  EXPECT_THAT(sandbox.bob().iam("GetUser"), is_denied_with(sandbox.implicit_denial("iam:GetUser", "user Bob")));
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: even an explicit denial is of no
// effect.
TEST(Enforcement, everybody_may_ask_who_they_are) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.bob().sts("GetCallerIdentity"), succeeds());
  sandbox.let_bob(denying("*"));
  EXPECT_THAT(sandbox.bob().sts("GetCallerIdentity"), succeeds());
  EXPECT_THAT(sandbox.bob().sts("GetSessionToken"), succeeds());
}

// aws.md section 4: parameters are judged before permissions, permissions before existence.
TEST(Enforcement, comes_after_validation_and_before_existence) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("CreateUser").code(), "ValidationError");
  EXPECT_THAT(sandbox.bob().iam("GetUser", {{"UserName", "Nobody"}}),
              is_denied_with(sandbox.implicit_denial("iam:GetUser", "user Nobody")));
  sandbox.let_bob(allowing("iam:GetUser"));
  EXPECT_EQ(sandbox.bob().iam("GetUser", {{"UserName", "Nobody"}}).code(), "NoSuchEntity");
}

// Spellings quoted in public incident reports, 2016 to 2026.
TEST(Enforcement, denials_spell_resources_as_aws_does) {
  Sandbox const sandbox;
  auto const& bob = sandbox.bob();
  auto const expect = [&](std::string const& action, Pairs const& parameters, std::string const& resource) {
    EXPECT_THAT(bob.iam(action, parameters), is_denied_with(sandbox.implicit_denial("iam:" + action, resource)));
  };
  expect("CreateUser", {{"UserName", "Eve"}, {"Path", "/a/"}}, sandbox.arn("user/a/Eve"));
  expect("GetRole", {{"RoleName", "R"}}, "role R");
  expect("GetGroup", {{"GroupName", "G"}}, "group G");
  expect("GetInstanceProfile", {{"InstanceProfileName", "P"}}, "instance profile P");
  expect("DeleteServerCertificate", {{"ServerCertificateName", "C"}}, "server certificate C");
  expect("GetPolicy", {{"PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"}},
         "policy arn:aws:iam::aws:policy/ReadOnlyAccess");
  expect("CreatePolicy", {{"PolicyName", "p"}, {"PolicyDocument", "{}"}}, "policy p");
  expect("ListPolicies", {}, "policy path /");
  expect("ListUsers", {}, sandbox.arn("user/"));
  expect("ListRoles", {{"PathPrefix", "/aws-service-role/"}}, sandbox.arn("role/aws-service-role/"));
  expect("ListVirtualMFADevices", {}, sandbox.arn("mfa/"));
  expect("ListOpenIDConnectProviders", {}, sandbox.arn("oidc-provider/*"));
  expect("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "d"}}, sandbox.arn("mfa/d"));
  expect("CreateServiceLinkedRole", {{"AWSServiceName", "autoscaling.amazonaws.com"}},
         sandbox.arn("role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"));
  expect("GetAccountSummary", {}, "*");
}

// Seen live: names are found ignoring case, and the ARN that is decided on is the stored one.
TEST(Enforcement, decides_on_what_is_stored) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("iam:GetUser", sandbox.arn("user/team/Bob")));
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  EXPECT_THAT(sandbox.bob().iam("GetUser", {{"UserName", "bOB"}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("UpdateUser", {{"UserName", "Bob"}, {"NewPath", "/other/"}}), succeeds());
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
}

TEST(Enforcement, a_variable_is_the_caller) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("iam:*AccessKey*", sandbox.arn("user/team/${aws:username}")));
  EXPECT_THAT(sandbox.bob().iam("ListAccessKeys"), succeeds());
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Eve"}}), succeeds());
  EXPECT_EQ(sandbox.bob().iam("ListAccessKeys", {{"UserName", "Eve"}}).code(), "AccessDenied");
}

// Seen live: the owner of the key counts.
TEST(Enforcement, the_last_use_of_a_key_is_its_owners) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Eve"}}), succeeds());
  auto const key = sandbox.root().iam("CreateAccessKey", {{"UserName", "Eve"}}).text("AccessKey/AccessKeyId");
  sandbox.let_bob(allowing("iam:GetAccessKeyLastUsed", sandbox.arn("user/team/Bob")));
  EXPECT_THAT(sandbox.bob().iam("GetAccessKeyLastUsed", {{"AccessKeyId", key}}),
              is_denied_with(sandbox.implicit_denial("iam:GetAccessKeyLastUsed", "user Eve")));
  sandbox.let_bob(allowing("iam:GetAccessKeyLastUsed", sandbox.arn("user/Eve")));
  EXPECT_THAT(sandbox.bob().iam("GetAccessKeyLastUsed", {{"AccessKeyId", key}}), succeeds());
}

TEST(Enforcement, policies_of_groups_and_attached_ones_count) {
  Sandbox const sandbox;
  auto const& root = sandbox.root();
  auto const arn = sandbox.create_policy("p", allowing("iam:ListUsers"));
  EXPECT_THAT(root.iam("CreateGroup", {{"GroupName", "G"}}), succeeds());
  EXPECT_THAT(root.iam("AttachGroupPolicy", {{"GroupName", "G"}, {"PolicyArn", arn}}), succeeds());
  EXPECT_EQ(sandbox.bob().iam("ListUsers").code(), "AccessDenied");
  EXPECT_THAT(root.iam("AddUserToGroup", {{"GroupName", "G"}, {"UserName", "Bob"}}), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ListUsers"), succeeds());
  EXPECT_THAT(root.iam("RemoveUserFromGroup", {{"GroupName", "G"}, {"UserName", "Bob"}}), succeeds());
  EXPECT_EQ(sandbox.bob().iam("ListUsers").code(), "AccessDenied");
}

TEST(Enforcement, a_new_default_version_counts_at_once) {
  Sandbox const sandbox;
  auto const arn = sandbox.create_policy("p", allowing("iam:ListUsers"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", arn}}), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ListUsers"), succeeds());
  EXPECT_THAT(sandbox.root().iam("CreatePolicyVersion", {{"PolicyArn", arn},
                                                         {"PolicyDocument", policy_of(allowing("iam:ListRoles"))},
                                                         {"SetAsDefault", "true"}}),
              succeeds());
  EXPECT_EQ(sandbox.bob().iam("ListUsers").code(), "AccessDenied");
}

// Since January 2026 an explicit denial names the policy, where it has an ARN.
TEST(Enforcement, explicit_denials_win_and_name_their_policy) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("*") + "," + denying("iam:ListUsers"));
  auto const denial = sandbox.denial("iam:ListUsers", sandbox.arn("user/"));
  EXPECT_THAT(sandbox.bob().iam("ListUsers"),
              is_denied_with(denial + " with an explicit deny in an identity-based policy"));
  sandbox.let_bob(allowing("*"));
  auto const arn = sandbox.create_policy("p", denying("iam:ListUsers"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", arn}}), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ListUsers"),
              is_denied_with(denial + " with an explicit deny in an identity-based policy: " + arn));
}

TEST(Enforcement, a_boundary_limits) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("*"));
  auto const arn = sandbox.create_policy("boundary", allowing("iam:GetUser"));
  EXPECT_THAT(sandbox.root().iam("PutUserPermissionsBoundary", {{"UserName", "Bob"}, {"PermissionsBoundary", arn}}),
              succeeds());
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ListUsers"),
              is_denied_with(sandbox.denial("iam:ListUsers", sandbox.arn("user/")) +
                             " because no permissions boundary allows the iam:ListUsers action"));
}

// Creating with tags is authorized twice; reports quote the resource as the creation has it.
TEST(Enforcement, creating_with_tags_takes_two_permissions) {
  Sandbox const sandbox;
  auto const tagged = with_tags({{"UserName", "Eve"}}, {{"team", "blue"}});
  sandbox.let_bob(allowing("iam:CreateUser"));
  EXPECT_THAT(sandbox.bob().iam("CreateUser", tagged),
              is_denied_with(sandbox.implicit_denial("iam:TagUser", sandbox.arn("user/Eve"))));
  sandbox.let_bob(allowing("iam:TagUser"));
  EXPECT_THAT(sandbox.bob().iam("CreateUser", tagged),
              is_denied_with(sandbox.implicit_denial("iam:CreateUser", sandbox.arn("user/Eve"))));
  auto const only_blue =
      R"({"StringEquals":{"aws:RequestTag/team":"blue"},"ForAllValues:StringEquals":{"aws:TagKeys":"team"}})";
  sandbox.let_bob(allowing("iam:CreateUser", "*", only_blue) + "," + allowing("iam:TagUser", "*", only_blue));
  EXPECT_EQ(sandbox.bob().iam("CreateUser", with_tags({{"UserName", "Eve"}}, {{"team", "red"}})).code(),
            "AccessDenied");
  EXPECT_EQ(sandbox.bob().iam("CreateUser", with_tags({{"UserName", "Eve"}}, {{"team", "blue"}, {"x", "y"}})).code(),
            "AccessDenied");
  EXPECT_THAT(sandbox.bob().iam("CreateUser", tagged), succeeds());
}

// AWS passes over parameters that an operation does not have.
TEST(Enforcement, parameters_that_an_operation_does_not_have_make_no_keys) {
  Sandbox const sandbox;
  auto const only_blue = R"({"StringEquals":{"aws:RequestTag/team":"blue"}})";
  auto const only_owner = R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"owner"}})";
  sandbox.let_bob(allowing("iam:ListUsers", "*", only_blue) + "," + allowing("iam:TagUser", "*", only_owner));
  EXPECT_EQ(sandbox.bob().iam("ListUsers", with_tags({}, {{"team", "blue"}})).code(), "AccessDenied");
  auto tagged = with_tags({{"UserName", "Bob"}}, {{"team", "blue"}});
  tagged.emplace_back("TagKeys.member.1", "owner");
  EXPECT_EQ(sandbox.bob().iam("TagUser", tagged).code(), "AccessDenied");
  EXPECT_THAT(sandbox.bob().iam("TagUser", with_tags({{"UserName", "Bob"}}, {{"owner", "me"}})), succeeds());
}

// AWS stores both: radkawar/stackd, tags_aws.json. Which of them the key means is our decision.
TEST(Enforcement, of_tags_whose_keys_differ_in_case_the_last_counts) {
  Sandbox const sandbox;
  auto const only_blue = R"({"StringEquals":{"aws:RequestTag/team":"blue"}})";
  sandbox.let_bob(allowing("iam:CreatePolicy", "*", only_blue) + "," + allowing("iam:TagPolicy", "*", only_blue));
  auto const create = [&](std::string const& name, Pairs const& tags) {
    return sandbox.bob().iam("CreatePolicy", with_tags({{"PolicyName", name}, {"PolicyDocument", kAllowAll}}, tags));
  };
  EXPECT_EQ(create("one", {{"team", "blue"}, {"Team", "red"}}).code(), "AccessDenied");
  auto const made = create("two", {{"team", "red"}, {"Team", "blue"}});
  EXPECT_THAT(made.texts("Policy/Tags", "Key"), testing::UnorderedElementsAre("team", "Team"));
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html: permissions on both source and target.
TEST(Enforcement, renaming_takes_the_permission_on_both_names) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Eve"}}), succeeds());
  sandbox.let_bob(allowing("iam:UpdateUser", sandbox.arn("user/Eve")));
  Pairs const renaming{{"UserName", "Eve"}, {"NewUserName", "Eva"}};
  EXPECT_EQ(sandbox.bob().iam("UpdateUser", renaming).code(), "AccessDenied");
  sandbox.let_bob(allowing("iam:UpdateUser", sandbox.arn("user/Ev*")));
  EXPECT_THAT(sandbox.bob().iam("UpdateUser", renaming), succeeds());
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
TEST(Enforcement, putting_a_role_into_an_instance_profile_passes_it_to_ec2) {
  Sandbox const sandbox;
  auto const& root = sandbox.root();
  auto const trust =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},)"
      R"("Action":"sts:AssumeRole"}]})";
  EXPECT_THAT(root.iam("CreateRole", {{"RoleName", "R"}, {"Path", "/p/"}, {"AssumeRolePolicyDocument", trust}}),
              succeeds());
  EXPECT_THAT(root.iam("CreateInstanceProfile", {{"InstanceProfileName", "P"}}), succeeds());
  Pairs const adding{{"InstanceProfileName", "P"}, {"RoleName", "R"}};
  sandbox.let_bob(allowing("iam:AddRoleToInstanceProfile"));
  EXPECT_THAT(sandbox.bob().iam("AddRoleToInstanceProfile", adding),
              is_denied_with(sandbox.implicit_denial("iam:PassRole", sandbox.arn("role/p/R"))));
  auto const passing_to = [&](std::string const& service) {
    sandbox.let_bob(allowing("iam:AddRoleToInstanceProfile") + "," +
                    allowing("iam:PassRole", sandbox.arn("role/p/R"),
                             R"({"StringEquals":{"iam:PassedToService":")" + service + "\"}}"));
  };
  passing_to("lambda.amazonaws.com");
  EXPECT_EQ(sandbox.bob().iam("AddRoleToInstanceProfile", adding).code(), "AccessDenied");
  passing_to("ec2.amazonaws.com");
  EXPECT_THAT(sandbox.bob().iam("AddRoleToInstanceProfile", adding), succeeds());
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_enable-user-change.html
TEST(Enforcement, the_password_policy_can_let_users_change_their_passwords) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateLoginProfile", {{"UserName", "Bob"}, {"Password", "first-Pass1"}}), succeeds());
  Pairs const change{{"OldPassword", "first-Pass1"}, {"NewPassword", "second-Pass2"}};
  EXPECT_EQ(sandbox.bob().iam("ChangePassword", change).code(), "AccessDenied");
  EXPECT_THAT(sandbox.root().iam("UpdateAccountPasswordPolicy", {{"AllowUsersToChangePassword", "true"}}), succeeds());
  EXPECT_THAT(sandbox.bob().iam("GetAccountPasswordPolicy"), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ChangePassword", change), succeeds());
}

// Observed on AWS: radkawar/stackd, 14 times in 2026-09.
TEST(Enforcement, takes_the_policies_of_aws_for_those_of_an_account_of_aws) {
  Sandbox const sandbox;
  auto const get = [&] {
    return sandbox.bob().iam("GetPolicy", {{"PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"}});
  };
  auto const in = [](std::string const& account) {
    return R"({"StringEquals":{"aws:ResourceAccount":")" + account + R"("}})";
  };
  sandbox.let_bob(allowing("iam:GetPolicy", "*", in(sandbox.account())));
  EXPECT_EQ(get().code(), "AccessDenied");
  sandbox.let_bob(allowing("iam:GetPolicy", "*", in("639982225848")));
  EXPECT_THAT(get(), succeeds());
}

}  // namespace
}  // namespace conformance
