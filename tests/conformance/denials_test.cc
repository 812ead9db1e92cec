// Of our own: what the server tells of denials and of what callers do.
#include "client/enforcing.h"

#include <string>

namespace conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string operator_answer(Server const& server, std::string const& target) {
  auto const response = server.exchange({.target = target});
  EXPECT_EQ(response.status, 200) << target;
  return response.body;
}

std::string denials_of(Sandbox const& sandbox, Server const& server = enforcing_server()) {
  return operator_answer(server, "/_iam/denials?account=" + sandbox.account());
}

std::string policy_seen(Server const& server, std::string const& principal) {
  return operator_answer(server, "/_iam/policy?principal=" + principal);
}

TEST(Denials, are_listed_with_the_statement_that_would_have_allowed_them) {
  Sandbox const sandbox;
  EXPECT_THAT(denials_of(sandbox), HasSubstr(R"({"denials":[]})"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const listed = denials_of(sandbox);
  EXPECT_THAT(listed, HasSubstr(R"("action":"iam:GetUser")"));
  EXPECT_THAT(listed, HasSubstr(R"("decision":"implicitDeny","decided_by":"identity","enforced":true)"));
  EXPECT_THAT(listed, HasSubstr(R"("statement":{"Effect":"Allow","Action":"iam:GetUser","Resource":")" +
                                sandbox.arn("user/team/Bob") + "\"}"));
  EXPECT_THAT(listed, HasSubstr(R"("aws:sourceip":["127.0.0.1"])"));
}

TEST(Denials, of_all_accounts_are_told_newest_first) {
  auto const newest = [] { return operator_answer(enforcing_server(), "/_iam/denials?account=*&limit=1"); };
  Sandbox const one;
  Sandbox const other;
  EXPECT_EQ(one.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(newest(), HasSubstr(one.arn("user/team/Bob")));
  EXPECT_EQ(other.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(newest(), AllOf(HasSubstr(other.arn("user/team/Bob")), Not(HasSubstr(one.arn("user/team/Bob")))));
}

TEST(Denials, of_all_accounts_are_also_those_of_one_in_which_nothing_is) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const key =
      sandbox.root().iam("ListAccessKeys", {{"UserName", "Bob"}}).text("AccessKeyMetadata/member/AccessKeyId");
  EXPECT_THAT(sandbox.root().iam("DeleteAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", key}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("DeleteUser", {{"UserName", "Bob"}}), succeeds());
  EXPECT_THAT(operator_answer(enforcing_server(), "/_iam/denials?account=*"), HasSubstr(sandbox.arn("user/team/Bob")));
}

TEST(Denials, are_asked_for_with_parameters_that_there_are) {
  for (std::string const query : {"?limit=0", "?limit=101", "?limit=x", "?acount=*", "?account=1", "?id=a&limit=1"}) {
    EXPECT_EQ(enforcing_server().exchange({.target = "/_iam/denials" + query}).status, 400) << query;
  }
}

TEST(Denials, that_are_explicit_name_the_policy) {
  Sandbox const sandbox;
  sandbox.let_bob(denying("iam:*"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_THAT(denials_of(sandbox), HasSubstr(R"("statement":null,"denied_by":"user_Bob_inline")"));
}

TEST(Denials, carry_a_message_that_decodes) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const listed = denials_of(sandbox);
  std::string const name = R"("encoded_message":")";
  auto const begin = listed.find(name) + name.size();
  auto const encoded = listed.substr(begin, listed.find('"', begin) - begin);
  auto const decoded = sandbox.root().sts("DecodeAuthorizationMessage", {{"EncodedMessage", encoded}});
  EXPECT_THAT(decoded, succeeds());
  EXPECT_THAT(decoded.text("DecodedMessage"), HasSubstr(R"("action":"iam:GetUser")"));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
TEST(DenialLinks, lead_to_the_console_of_aws_or_to_this_server) {
  for (std::string const links : {"aws", "local"}) {
    Server const server({"--auth", "enforce", "--denial-links", links});
    Sandbox const sandbox(server);
    auto const denied = sandbox.bob().iam("GetUser");
    auto const sentence = denied.message().value_or("");
    auto const id = sentence.substr(sentence.rfind(' ') + 1);
    auto const page =
        links == "local" ? std::string("http://localhost/_iam/denials?id=")
                         : "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/";
    EXPECT_EQ(sentence, sandbox.implicit_denial("iam:GetUser", "user Bob") + ". Go to " + page + id +
                            " for complete details, or call the GetRequestAuthorizationDetails API with the following "
                            "authorization id: " +
                            id);
    EXPECT_THAT(operator_answer(server, "/_iam/denials?id=" + id), HasSubstr(R"("action":"iam:GetUser")"));
  }
}

TEST(DenialLinks, are_told_by_soft_enforcement_too) {
  Server const server({"--auth", "soft", "--denial-links", "aws"});
  Sandbox const sandbox(server);
  EXPECT_THAT(sandbox.bob().iam("GetUser").header("x-iamlocal-decision"), HasSubstr("#/authorization-details/"));
}

TEST(Denials, are_forgotten_with_their_account) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  EXPECT_EQ(
      enforcing_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + sandbox.account()}).status,
      200);
  EXPECT_THAT(denials_of(sandbox), HasSubstr(R"({"denials":[]})"));
  EXPECT_THAT(policy_seen(enforcing_server(), sandbox.arn("user/team/Bob")), HasSubstr(R"("Statement":[])"));
}

TEST(SoftEnforcement, lets_through_and_tells) {
  static Server const server({"--auth", "soft"});
  Sandbox const sandbox(server);
  auto const denied = sandbox.bob().iam("GetUser");
  EXPECT_THAT(denied, succeeds());
  EXPECT_EQ(denied.header("x-iamlocal-decision"),
            "implicitDeny; " + sandbox.implicit_denial("iam:GetUser", "user Bob"));
  EXPECT_THAT(denials_of(sandbox, server), HasSubstr(R"("enforced":false)"));
  sandbox.let_bob(allowing("iam:GetUser"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").header("x-iamlocal-decision"), "allowed");
}

// The sentence quotes the ARN that was sent. Sent as it is, it would end the header's line and begin another.
TEST(SoftEnforcement, tells_in_one_line_whatever_was_asked) {
  static Server const server({"--auth", "soft"});
  Sandbox const sandbox(server);
  auto const answer = sandbox.bob().iam(
      "GetPolicy", {{"PolicyArn", "arn:aws:iam::" + sandbox.account() + ":policy/a%b\r\nx-forged: yes\r\n\r\nbody"}});
  EXPECT_EQ(answer.header("x-forged"), "");
  EXPECT_THAT(answer.header("x-iamlocal-decision"),
              testing::AllOf(testing::StartsWith("implicitDeny; User: arn:"),
                             HasSubstr("policy/a%25b%0D%0Ax-forged: yes%0D%0A%0D%0Abody")));
}

TEST(Enforcement, adds_no_header) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.root().iam("ListUsers").header("x-iamlocal-decision"), "");
}

// In every mode, also where nothing is asked of policies.
TEST(SeenActions, make_the_policy_that_a_caller_needs) {
  Caller me;
  EXPECT_THAT(me.iam("CreateUser", with_tags({{"UserName", "Eve"}, {"Path", "/a/"}}, {{"k", "v"}})), succeeds());
  EXPECT_THAT(me.get_user("Eve"), succeeds());
  EXPECT_THAT(me.iam("ListUsers"), succeeds());
  auto const policy = policy_seen(shared_server(), me.arn("root"));
  EXPECT_THAT(policy, HasSubstr(R"("Version":"2012-10-17")"));
  EXPECT_THAT(policy, HasSubstr(R"({"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"})"));
  EXPECT_THAT(policy,
              HasSubstr(R"({"Effect":"Allow","Action":["iam:CreateUser","iam:GetUser","iam:TagUser"],"Resource":")" +
                        me.arn("user/a/Eve") + "\"}"));
}

TEST(SeenActions, are_merged_when_there_are_many) {
  Caller me;
  for (int i = 0; i < 60; ++i) EXPECT_THAT(me.create_user("user" + std::to_string(i)), succeeds());
  auto const policy = policy_seen(shared_server(), me.arn("root"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"iam:CreateUser","Resource":")" + me.arn("user/*") + "\""));
  EXPECT_THAT(policy, Not(HasSubstr("user/user1")));
}

TEST(SeenActions, need_a_principal) {
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/policy"}).status, 400);
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/denials?account=x"}).status, 400);
  EXPECT_EQ(shared_server().exchange({.method = "PUT", .target = "/_iam/denials"}).status, 405);
}

}  // namespace
}  // namespace conformance
