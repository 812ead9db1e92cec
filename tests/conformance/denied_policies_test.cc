// Of our own: what the operator is told of one denial, by its authorization id.
#include "client/enforcing.h"
#include "client/roles.h"
#include "client/sessions.h"

#include <string>

namespace conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Of the newest denial.
std::string authorization_id(Sandbox const& sandbox, Server const& server = enforcing_server()) {
  auto const listed = server.exchange({.target = "/_iam/denials?account=" + sandbox.account()}).body;
  std::string const name = R"("authorization_id":")";
  auto const found = listed.find(name);
  if (found == std::string::npos) return {};
  auto const begin = found + name.size();
  return listed.substr(begin, listed.find('"', begin) - begin);
}

Response denial(std::string const& id, Server const& server = enforcing_server()) {
  return server.exchange({.target = "/_iam/denials?id=" + id});
}

// As a JSON text that holds it.
std::string quoted(std::string const& document) {
  std::string text("\"");
  for (char const c : document) text.append(c == '"' ? "\\\"" : std::string(1, c));
  return text.append("\"");
}

TEST(DeniedPolicies, have_an_id_of_small_letters_and_digits_for_each_denial) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const first = authorization_id(sandbox);
  EXPECT_THAT(first, testing::MatchesRegex("[0-9a-z]+"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_NE(authorization_id(sandbox), first);
  EXPECT_EQ(denial(first).status, 200);
}

TEST(DeniedPolicies, are_those_of_the_moment_of_the_denial) {
  Sandbox const sandbox;
  sandbox.let_bob(denying("iam:*"));
  auto const managed = sandbox.create_policy("Reader", allowing("iam:List*"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}}), succeeds());
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = authorization_id(sandbox);
  sandbox.let_bob(allowing("iam:*"));
  EXPECT_THAT(sandbox.root().iam("DetachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("DeletePolicy", {{"PolicyArn", managed}}), succeeds());
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());

  auto const bob = sandbox.arn("user/team/Bob");
  EXPECT_THAT(denial(id).body,
              AllOf(HasSubstr(R"({"type":"identity","id":"user_Bob_inline","attached_to":")" + bob +
                              R"(","document":)" + quoted(policy_of(denying("iam:*"))) + ","),
                    HasSubstr(R"({"type":"identity","id":"Reader","arn":")" + managed + R"(","attached_to":")" + bob +
                              R"(","document":)" + quoted(policy_of(allowing("iam:List*"))) + ",")));
}

TEST(DeniedPolicies, of_a_group_are_attached_to_the_group) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.root().iam("CreateGroup", {{"GroupName", "Devs"}, {"Path", "/team/"}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("AddUserToGroup", {{"GroupName", "Devs"}, {"UserName", "Bob"}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("PutGroupPolicy", {{"GroupName", "Devs"},
                                                    {"PolicyName", "read"},
                                                    {"PolicyDocument", policy_of(allowing("iam:List*"))}}),
              succeeds());
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(denial(authorization_id(sandbox)).body,
              HasSubstr(R"("id":"group_Devs_read","attached_to":")" + sandbox.arn("group/team/Devs") + "\""));
}

TEST(DeniedPolicies, tell_the_boundary) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("iam:*"));
  auto const boundary = sandbox.create_policy("Edge", allowing("s3:*"));
  EXPECT_THAT(
      sandbox.root().iam("PutUserPermissionsBoundary", {{"UserName", "Bob"}, {"PermissionsBoundary", boundary}}),
      succeeds());
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(denial(authorization_id(sandbox)).body,
              HasSubstr(R"({"type":"boundary","id":"Edge","arn":")" + boundary + R"(","attached_to":")" +
                        sandbox.arn("user/team/Bob") + "\""));
}

TEST(DeniedPolicies, tell_the_trust_policy_of_the_role) {
  Sandbox const sandbox;
  auto const trust = trusting(R"({"Service":"ec2.amazonaws.com"})");
  EXPECT_THAT(sandbox.root().iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trust}}), succeeds());
  EXPECT_EQ(sandbox.bob().sts("AssumeRole", {{"RoleArn", sandbox.arn("role/Ops")}, {"RoleSessionName", "me"}}).code(),
            "AccessDenied");
  EXPECT_THAT(denial(authorization_id(sandbox)).body,
              HasSubstr(R"({"type":"trust","attached_to":")" + sandbox.arn("role/Ops") + R"(","document":)" +
                        quoted(trust) + ","));
}

TEST(DeniedPolicies, are_told_under_soft_too) {
  static Server const server({"--auth", "soft"});
  Sandbox const sandbox(server);
  sandbox.let_bob(allowing("s3:*"));
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  EXPECT_THAT(denial(authorization_id(sandbox, server), server).body,
              AllOf(HasSubstr(R"("enforced":false)"), HasSubstr(quoted(policy_of(allowing("s3:*"))))));
}

TEST(DeniedPolicies, are_not_in_the_list) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("s3:*"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(enforcing_server().exchange({.target = "/_iam/denials?account=" + sandbox.account()}).body,
              Not(HasSubstr(R"("policies")")));
}

TEST(DeniedPolicies, are_kept_for_a_day_of_the_servers_clock) {
  static Server const server({"--auth", "enforce"});
  Sandbox const sandbox(server);
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = authorization_id(sandbox, server);
  auto const advance = [&](int seconds) {
    auto const body = R"({"advance_s":)" + std::to_string(seconds) + "}";
    EXPECT_EQ(server.exchange({.method = "PUT", .target = "/_iam/clock", .body = body}).status, 200);
  };
  constexpr int kDaySeconds = 86'400;
  constexpr int kSlackSeconds = 1'000;  // for whatever the test itself takes
  advance(kDaySeconds - kSlackSeconds);
  EXPECT_EQ(denial(id, server).status, 200);
  advance(kSlackSeconds + 1);
  EXPECT_EQ(denial(id, server).status, 404);
}

TEST(DeniedPolicies, are_forgotten_with_their_account) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = authorization_id(sandbox);
  EXPECT_EQ(
      enforcing_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + sandbox.account()}).status,
      200);
  EXPECT_EQ(denial(id).status, 404);
}

TEST(DeniedPolicies, need_an_id_that_is_known_and_no_account) {
  EXPECT_EQ(denial("abc123").status, 404);
  EXPECT_EQ(denial("").status, 404);
  EXPECT_EQ(denial("abc123&account=123456789012").status, 400);
}

}  // namespace
}  // namespace conformance
