// IAM Toolbox: AWS's own answer to the question why a request was denied.
// https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/
#include "client/enforcing.h"
#include "client/json_answer.h"
#include "client/sessions.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace conformance {
namespace {

// The id of the newest denial in the account.
std::string authorization_id(std::string const& account, Server const& server = enforcing_server()) {
  return JsonAnswer(server.exchange({.target = "/_iam/denials?account=" + account}))
      .text("/denials/0/authorization_id");
}

JsonAnswer details(SignedCaller const& asker, std::string const& id, Pairs const& query = {}) {
  return JsonAnswer(asker.get("iam", "/authorization-details/" + id, query));
}

JsonAnswer policy(SignedCaller const& asker, std::string const& id, std::string const& uri) {
  return JsonAnswer(asker.get("iam", "/authorization-details/" + id + "/policy", {{"policyUri", uri}}));
}

// Bob asks for himself.
std::string denied_id(Sandbox const& sandbox) {
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  return authorization_id(sandbox.account());
}

void unite(std::string const& account, std::string const& other) {
  auto const stated =
      enforcing_server().exchange({.method = "PUT",
                                   .target = "/_iam/organization?account=" + Caller::new_account(),
                                   .body = R"({"root":{"accounts":[")" + account + R"(",")" + other + R"("]}})"});
  EXPECT_EQ(stated.status, 200) << stated.body;
}

MATCHER_P2(is_error_of, status, type, "") {
  return arg.status() == status && arg.header("x-amzn-ErrorType") == type && arg.has("/message");
}

auto const kNotFound = is_error_of(404, "ResourceNotFoundException");
auto const kInvalid = is_error_of(400, "ValidationException");

TEST(Toolbox, tells_the_evaluation_and_the_policies_of_an_explicit_denial) {
  Sandbox const sandbox;
  sandbox.let_bob(R"({"Sid":"NoIam","Effect":"Deny","Action":"iam:*","Resource":"*"})");
  auto const managed = sandbox.create_policy("Reader", allowing("iam:Get*"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}}), succeeds());
  auto const told = details(sandbox.root(), denied_id(sandbox));
  EXPECT_EQ(told.status(), 200) << told;
  EXPECT_EQ(told.header("Content-Type"), "application/json");
  EXPECT_EQ(told.text("/requestContext/aws:sourceip"), "127.0.0.1");
  EXPECT_EQ(told.text("/evaluations/0/action"), "iam:GetUser");
  EXPECT_EQ(told.text("/evaluations/0/resource"), sandbox.arn("user/team/Bob"));
  EXPECT_EQ(told.text("/evaluations/0/evaluatedEffect"), "EXPLICIT_DENY");
  auto const inline_uri = told.text("/policies/0/uri");
  EXPECT_EQ(told.text("/evaluations/0/matchedPolicies/0/uri"), inline_uri);
  EXPECT_EQ(told.text("/evaluations/0/matchedPolicies/0/matchedStatements/0/sid"), "NoIam");
  EXPECT_EQ(told.text("/evaluations/0/matchedPolicies/0/matchedStatements/0/evaluatedEffect"), "DENY");
  EXPECT_EQ(told.text("/policies/0/type"), "IDENTITY_BASED_POLICY");
  EXPECT_TRUE(told.at("/policies/0/inline").as_bool());
  EXPECT_EQ(told.text("/policies/0/attachedTo/0/arn"), sandbox.arn("user/team/Bob"));
  EXPECT_EQ(told.text("/policies/1/uri"), managed);
  EXPECT_FALSE(told.at("/policies/1/inline").as_bool());
  EXPECT_FALSE(told.has("/nextToken"));
}

// "An implicit denial produces no matched policies."
TEST(Toolbox, tells_no_matched_policies_of_an_implicit_denial) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("s3:*"));
  auto const told = details(sandbox.root(), denied_id(sandbox));
  EXPECT_EQ(told.text("/evaluations/0/evaluatedEffect"), "IMPLICIT_DENY");
  EXPECT_TRUE(told.at("/evaluations/0/matchedPolicies").as_array().empty());
  EXPECT_EQ(told.at("/policies").as_array().size(), 1U);
}

TEST(Toolbox, makes_a_sid_up_where_there_is_none) {
  Sandbox const sandbox;
  sandbox.let_bob(denying("iam:*"));
  auto const told = details(sandbox.root(), denied_id(sandbox));
  EXPECT_NE(told.text("/evaluations/0/matchedPolicies/0/matchedStatements/0/sid"), "");
}

TEST(Toolbox, lists_a_policy_of_several_levels_once) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("s3:*"));
  unite(sandbox.account(), Caller::new_account());
  auto const told = details(sandbox.root(), denied_id(sandbox));
  EXPECT_EQ(told.text("/policies/1/type"), "SERVICE_CONTROL_POLICY");
  EXPECT_EQ(told.text("/policies/1/uri"), "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess");
  EXPECT_THAT(told.texts("/policies/1/attachedTo", "arn"),
              testing::ElementsAre(testing::HasSubstr(":root/o-"), testing::EndsWith("/" + sandbox.account())));
  auto const uris = told.texts("/policies", "uri");
  EXPECT_EQ(std::ranges::count(uris, told.text("/policies/1/uri")), 1);
}

TEST(Toolbox, gives_the_document_of_the_moment_of_the_denial) {
  Sandbox const sandbox;
  sandbox.let_bob(denying("iam:*"));
  auto const managed = sandbox.create_policy("Reader", allowing("iam:Get*"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}}), succeeds());
  auto const id = denied_id(sandbox);
  sandbox.let_bob(allowing("iam:*"));
  EXPECT_THAT(sandbox.root().iam("DetachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}}), succeeds());
  EXPECT_THAT(sandbox.root().iam("DeletePolicy", {{"PolicyArn", managed}}), succeeds());
  EXPECT_EQ(policy(sandbox.root(), id, managed).text("/policyDocument/Statement/0/Action"), "iam:Get*");
  auto const inline_uri = details(sandbox.root(), id).text("/policies/0/uri");
  EXPECT_EQ(policy(sandbox.root(), id, inline_uri).text("/policyDocument/Statement/0/Effect"), "Deny");
}

TEST(Toolbox, knows_the_denials_of_soft) {
  static Server const server({"--auth", "soft"});
  Sandbox const sandbox(server);
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  auto const told = details(sandbox.root(), authorization_id(sandbox.account(), server));
  EXPECT_EQ(told.text("/evaluations/0/evaluatedEffect"), "IMPLICIT_DENY");
}

TEST(Toolbox, refuses_what_it_does_not_know) {
  Sandbox const sandbox;
  auto const id = denied_id(sandbox);
  EXPECT_THAT(details(sandbox.root(), "abc123"), kNotFound);
  EXPECT_THAT(policy(sandbox.root(), "abc123", "inline-1"), kNotFound);
  EXPECT_THAT(policy(sandbox.root(), id, "arn:aws:iam::aws:policy/ReadOnlyAccess"), kNotFound);
}

TEST(Toolbox, refuses_what_is_malformed) {
  Sandbox const sandbox;
  auto const id = denied_id(sandbox);
  EXPECT_THAT(details(sandbox.root(), "ABC"), kInvalid);
  EXPECT_THAT(details(sandbox.root(), std::string(257, 'a')), kInvalid);
  EXPECT_THAT(policy(sandbox.root(), id, ""), kInvalid);
  EXPECT_THAT(details(sandbox.root(), id, {{"nextToken", "x"}}), kInvalid);
}

// How many policies AWS tells at once is not public.
TEST(Toolbox, tells_more_than_a_hundred_policies_in_pages) {
  Sandbox const sandbox;
  for (auto const* const name : {"Readers", "Writers", "Owners"}) {
    EXPECT_THAT(sandbox.root().iam("CreateGroup", {{"GroupName", name}}), succeeds());
    EXPECT_THAT(sandbox.root().iam("AddUserToGroup", {{"GroupName", name}, {"UserName", "Bob"}}), succeeds());
    for (int i = 0; i < 40; ++i) {
      EXPECT_THAT(sandbox.root().iam("PutGroupPolicy", {{"GroupName", name},
                                                        {"PolicyName", "P" + std::to_string(i)},
                                                        {"PolicyDocument", policy_of(allowing("s3:*"))}}),
                  succeeds());
    }
  }
  auto const id = denied_id(sandbox);
  auto const first = details(sandbox.root(), id);
  auto const second = details(sandbox.root(), id, {{"nextToken", first.text("/nextToken")}});
  EXPECT_FALSE(second.has("/nextToken"));
  EXPECT_EQ(second.at("/evaluations"), first.at("/evaluations"));
  auto uris = first.texts("/policies", "uri");
  EXPECT_EQ(uris.size(), 100U);
  std::ranges::copy(second.texts("/policies", "uri"), std::back_inserter(uris));
  EXPECT_EQ(uris.size(), 120U);
  EXPECT_EQ(std::set(uris.begin(), uris.end()).size(), uris.size());
  EXPECT_EQ(policy(sandbox.root(), id, uris.back()).text("/policyDocument/Statement/0/Action"), "s3:*");

  auto const other = denied_id(sandbox);
  EXPECT_THAT(details(sandbox.root(), other, {{"nextToken", first.text("/nextToken")}}), kInvalid);
}

// "If an organization was recorded, the calling principal must belong to that organization. Otherwise, the calling
// principal must belong to the recorded account."
TEST(Toolbox, tells_another_account_nothing) {
  Sandbox const sandbox;
  Sandbox const stranger;
  auto const id = denied_id(sandbox);
  EXPECT_THAT(details(stranger.root(), id), kNotFound);
  EXPECT_THAT(policy(stranger.root(), id, "inline-1"), kNotFound);
}

TEST(Toolbox, tells_an_account_of_the_same_organization) {
  Sandbox const sandbox;
  Sandbox const colleague;
  unite(sandbox.account(), colleague.account());
  auto const told = details(colleague.root(), denied_id(sandbox));
  EXPECT_EQ(told.status(), 200) << told;
}

TEST(Toolbox, needs_a_permission_for_each_operation) {
  Sandbox const sandbox;
  auto const id = denied_id(sandbox);
  auto const denied = is_error_of(403, "AccessDeniedException");
  EXPECT_THAT(details(sandbox.bob(), id), denied);
  sandbox.let_bob(allowing("iam:GetRequestAuthorizationDetails"));
  EXPECT_EQ(details(sandbox.bob(), id).status(), 200);
  EXPECT_THAT(policy(sandbox.bob(), id, "x"), denied);
  sandbox.let_bob(allowing("iam:GetRequestAuthorizationPolicy"));
  EXPECT_THAT(policy(sandbox.bob(), id, "x"), kNotFound);
}

TEST(Toolbox, needs_a_signature_that_is_right) {
  Sandbox const sandbox;
  auto const id = denied_id(sandbox);
  SignedCaller const wrong(enforcing_server(), {sandbox.account(), "wrong"});
  EXPECT_THAT(details(wrong, id), is_error_of(403, "InvalidSignatureException"));
}

// Refusals of roles are kept in every mode, also where the time of a signature does not matter.
TEST(Toolbox, forgets_after_a_day_of_the_servers_clock) {
  static Server const server({"--auth", "off"});
  Caller me(server);
  EXPECT_EQ(assume(me, me.arn("role/None"), "session").code(), "AccessDenied");
  SignedCaller const asker(server, {me.account(), "test"});
  auto const id = authorization_id(me.account(), server);
  constexpr int kDaySeconds = 86'400;
  constexpr int kSlackSeconds = 1'000;  // for whatever the test itself takes
  me.let_pass(kDaySeconds - kSlackSeconds);
  EXPECT_EQ(details(asker, id).status(), 200);
  me.let_pass(kSlackSeconds + 1);
  EXPECT_THAT(details(asker, id), kNotFound);
}

TEST(Toolbox, forgets_with_a_reset) {
  Sandbox const sandbox;
  auto const id = denied_id(sandbox);
  EXPECT_EQ(
      enforcing_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + sandbox.account()}).status,
      200);
  EXPECT_THAT(details(sandbox.root(), id), kNotFound);
}

TEST(Toolbox, is_part_of_the_face_of_aws) {
  static Server const server({"--faces", "huawei"});
  SignedCaller const me(server, {Caller::new_account(), "test"});
  EXPECT_EQ(me.get("iam", "/authorization-details/abc", {}).status, 404);
  EXPECT_THAT(me.get("iam", "/authorization-details/abc", {}).body, testing::HasSubstr("UnknownOperationException"));
}

}  // namespace
}  // namespace conformance
