// The keys that conditions can look at with `--auth enforce`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#include "client/enforcing.h"

namespace conformance {
namespace {

// Whether Bob may list users under the condition.
bool may_list(Sandbox const& sandbox, std::string const& condition) {
  sandbox.let_bob(allowing("iam:ListUsers", "*", condition));
  return sandbox.bob().iam("ListUsers").status() == 200;
}

TEST(EnforcementKeys, of_the_request_are_there) {
  Sandbox const sandbox;
  EXPECT_TRUE(may_list(sandbox, R"({"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}})"));
  EXPECT_FALSE(may_list(sandbox, R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"Bool":{"aws:SecureTransport":"false"}})"));
  EXPECT_FALSE(may_list(sandbox, R"({"Bool":{"aws:SecureTransport":"true"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"StringEquals":{"aws:RequestedRegion":"us-east-1"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}})"));
  EXPECT_FALSE(may_list(sandbox, R"({"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}})"));
}

TEST(EnforcementKeys, of_the_caller_are_there) {
  Sandbox const sandbox;
  EXPECT_TRUE(may_list(sandbox, R"({"StringEquals":{"aws:username":"Bob"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"StringEquals":{"aws:PrincipalType":"User"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"ArnEquals":{"aws:PrincipalArn":")" + sandbox.arn("user/team/Bob") + "\"}}"));
  EXPECT_TRUE(may_list(sandbox, R"({"StringEquals":{"aws:PrincipalAccount":")" + sandbox.account() + "\"}}"));
  EXPECT_FALSE(may_list(sandbox, R"({"StringEquals":{"aws:PrincipalTag/team":"blue"}})"));
  EXPECT_THAT(sandbox.root().iam("TagUser", with_tags({{"UserName", "Bob"}}, {{"team", "blue"}})), succeeds());
  EXPECT_TRUE(may_list(sandbox, R"({"StringEquals":{"aws:PrincipalTag/team":"blue"}})"));
}

// Absent, and not false, with the long-term keys of a user: hence the idiom of BoolIfExists.
TEST(EnforcementKeys, of_mfa_are_only_in_sessions) {
  Sandbox const sandbox;
  EXPECT_FALSE(may_list(sandbox, R"({"Bool":{"aws:MultiFactorAuthPresent":"false"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}})"));
  EXPECT_TRUE(may_list(sandbox, R"({"Null":{"aws:TokenIssueTime":"true"}})"));
}

TEST(EnforcementKeys, of_tagged_resources_are_there) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateUser", with_tags({{"UserName", "Eve"}}, {{"team", "blue"}})), succeeds());
  EXPECT_THAT(sandbox.root().iam("CreateUser", with_tags({{"UserName", "Una"}}, {{"team", "red"}})), succeeds());
  for (std::string const key : {"aws:ResourceTag/team", "iam:ResourceTag/team"}) {
    sandbox.let_bob(allowing("iam:GetUser", "*", R"({"StringEquals":{")" + key + R"(":"blue"}})"));
    EXPECT_THAT(sandbox.bob().iam("GetUser", {{"UserName", "Eve"}}), succeeds()) << key;
    EXPECT_EQ(sandbox.bob().iam("GetUser", {{"UserName", "Una"}}).code(), "AccessDenied") << key;
  }
}

// The service authorization reference lists iam:ResourceTag for users and roles only.
TEST(EnforcementKeys, iam_resource_tag_is_not_a_policys) {
  Sandbox const sandbox;
  auto const arn = sandbox.create_policy("p", allowing("iam:ListUsers"));
  EXPECT_THAT(sandbox.root().iam("TagPolicy", with_tags({{"PolicyArn", arn}}, {{"team", "blue"}})), succeeds());
  sandbox.let_bob(allowing("iam:GetPolicy", "*", R"({"StringEquals":{"iam:ResourceTag/team":"blue"}})"));
  EXPECT_EQ(sandbox.bob().iam("GetPolicy", {{"PolicyArn", arn}}).code(), "AccessDenied");
  sandbox.let_bob(allowing("iam:GetPolicy", "*", R"({"StringEquals":{"aws:ResourceTag/team":"blue"}})"));
  EXPECT_THAT(sandbox.bob().iam("GetPolicy", {{"PolicyArn", arn}}), succeeds());
}

TEST(EnforcementKeys, policy_arn_is_the_attached_policy) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Eve"}}), succeeds());
  sandbox.let_bob(allowing("iam:AttachUserPolicy", "*",
                           R"({"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/ReadOnlyAccess"}})"));
  auto const attach = [&](std::string const& name) {
    return sandbox.bob().iam("AttachUserPolicy",
                             {{"UserName", "Eve"}, {"PolicyArn", "arn:aws:iam::aws:policy/" + name}});
  };
  EXPECT_THAT(attach("ReadOnlyAccess"), succeeds());
  EXPECT_EQ(attach("AdministratorAccess").code(), "AccessDenied");
}

// The boundary that is asked for; else the one the user has; absent when there is none, so that StringEquals fails and
// StringNotEquals holds.
TEST(EnforcementKeys, permissions_boundary_is_the_asked_or_the_stored_one) {
  Sandbox const sandbox;
  auto const arn = sandbox.create_policy("boundary", allowing("iam:*"));
  auto const bounded = R"({"StringEquals":{"iam:PermissionsBoundary":")" + arn + "\"}}";
  sandbox.let_bob(allowing("iam:CreateUser", "*", bounded) + "," + allowing("iam:PutUserPolicy", "*", bounded));
  EXPECT_EQ(sandbox.bob().iam("CreateUser", {{"UserName", "Eve"}}).code(), "AccessDenied");
  EXPECT_THAT(sandbox.bob().iam("CreateUser", {{"UserName", "Eve"}, {"PermissionsBoundary", arn}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Una"}}), succeeds());
  auto const put = [&](std::string const& user) {
    return sandbox.bob().iam(
        "PutUserPolicy",
        {{"UserName", user}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(allowing("iam:GetUser"))}});
  };
  EXPECT_THAT(put("Eve"), succeeds());
  EXPECT_EQ(put("Una").code(), "AccessDenied");
  sandbox.let_bob(allowing("iam:PutUserPolicy", "*", R"({"StringNotEquals":{"iam:PermissionsBoundary":"x"}})"));
  EXPECT_THAT(put("Una"), succeeds());
}

// Keys that the reference does not list for an action are not in its context.
TEST(EnforcementKeys, of_another_action_are_absent) {
  Sandbox const sandbox;
  auto const arn = sandbox.create_policy("boundary", allowing("iam:*"));
  EXPECT_THAT(sandbox.root().iam("CreateUser", {{"UserName", "Eve"}, {"PermissionsBoundary", arn}}), succeeds());
  sandbox.let_bob(allowing("iam:GetUser", "*", R"({"StringEquals":{"iam:PermissionsBoundary":")" + arn + "\"}}"));
  EXPECT_EQ(sandbox.bob().iam("GetUser", {{"UserName", "Eve"}}).code(), "AccessDenied");
}

TEST(EnforcementKeys, service_names_are_those_of_request_and_credential) {
  Sandbox const sandbox;
  auto const only_git = R"({"StringEquals":{"iam:ServiceSpecificCredentialServiceName":"codecommit.amazonaws.com"}})";
  auto const make = [](SignedCaller const& caller, std::string const& service) {
    return caller.iam("CreateServiceSpecificCredential", {{"UserName", "Bob"}, {"ServiceName", service}});
  };
  sandbox.let_bob(allowing("iam:*ServiceSpecificCredential", "*", only_git));
  EXPECT_EQ(make(sandbox.bob(), "cassandra.amazonaws.com").code(), "AccessDenied");
  auto const id = "ServiceSpecificCredential/ServiceSpecificCredentialId";
  auto const git = make(sandbox.bob(), "codecommit.amazonaws.com").text(id);
  auto const other = make(sandbox.root(), "cassandra.amazonaws.com").text(id);
  auto const remove = [&](std::string const& credential) {
    return sandbox.bob().iam("DeleteServiceSpecificCredential",
                             {{"UserName", "Bob"}, {"ServiceSpecificCredentialId", credential}});
  };
  EXPECT_EQ(remove(other).code(), "AccessDenied");
  EXPECT_THAT(remove(git), succeeds());
}

}  // namespace
}  // namespace conformance
