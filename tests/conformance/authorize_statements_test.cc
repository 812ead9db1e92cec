// Why a decision is what it is, statement by statement, and denials that are asked again: of our own.
#include "client/enforcing.h"
#include "client/operator_client.h"
#include "client/organization.h"
#include "client/sessions.h"

namespace conformance {
namespace {

namespace json = boost::json;

using testing::ElementsAre;

constexpr auto kAuthorize = "/_iam/authorize";

json::object question(std::string const& principal, std::string const& action, std::string const& resource) {
  return {{"principal", principal}, {"action", action}, {"resource", resource}, {"statements", true}};
}

JsonAnswer asked_again(std::string const& id, json::object more = {}, Server const& server = enforcing_server()) {
  more["authorization_id"] = id;
  return operator_post(kAuthorize, more, server);
}

// The authorization id of the account's latest denial.
std::string latest_denial(std::string const& account, Server const& server = enforcing_server()) {
  return operator_get("/_iam/denials?account=" + account, server).text("/denials/0/authorization_id");
}

void let(Caller& me, std::string const& user, std::string const& document) {
  EXPECT_THAT(me.iam("PutUserPolicy", {{"UserName", user}, {"PolicyName", "inline"}, {"PolicyDocument", document}}),
              succeeds());
}

TEST(Remedies, are_the_smallest_statement_that_a_principal_lacks) {
  Caller me;
  me.create_user("Bob");
  let(me, "Bob", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sqs:*","Resource":"*"}})");
  auto const told = [&](std::string const& action) {
    return operator_post(kAuthorize, question(me.arn("user/Bob"), action, "arn:aws:s3:::logs/1"));
  };
  EXPECT_EQ(told("s3:GetObject").text("/statement"),
            R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/1"})");
  EXPECT_EQ(told("sqs:SendMessage").text("/statement"), "null");
  EXPECT_EQ(told("sts:AssumeRole").text("/statement"), "null");
}

TEST(Statements, tell_what_each_lacks_and_where_it_is_written) {
  Caller me;
  me.create_user("Bob");
  let(me, "Bob",
      "{\"Version\":\"2012-10-17\",\n \"Statement\":[\n  {\"Sid\":\"Blue\",\"Effect\":\"Allow\",\"Action\":\"s3:Get*\","
      "\"Resource\":\"arn:aws:s3:::logs/*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}},\n  "
      "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b\"}]}");
  auto const answer = operator_post(kAuthorize, question(me.arn("user/Bob"), "s3:GetObject", "arn:aws:s3:::logs/1"));
  EXPECT_EQ(answer.text("/policies/0/type"), "identity");
  EXPECT_EQ(answer.text("/policies/0/id"), "user_Bob_inline");
  EXPECT_EQ(answer.text("/policies/0/attached_to"), me.arn("user/Bob"));
  EXPECT_THAT(answer.text("/policies/0/document"), testing::StartsWith("{\"Version\":\"2012-10-17\",\n"));
  EXPECT_EQ(answer.text("/policies/0/statements/0"),
            R"({"index":0,"effect":"Allow","misses":[{"element":"Condition","operator":"StringEquals",)"
            R"("key":"aws:PrincipalTag/team","policy":["blue"],"request":null}],"sid":"Blue","applies":false,)"
            R"("start":{"line":3,"column":3,"offset":42},"end":{"line":3,"column":148,"offset":187}})");
  EXPECT_EQ(answer.text("/policies/0/statements/1/misses"),
            R"([{"element":"Resource","policy":["arn:aws:s3:::b"],"request":["arn:aws:s3:::logs/1"]}])");
}

TEST(Statements, of_a_decision_are_those_that_apply) {
  Caller me;
  me.create_user("Bob");
  let(me, "Bob", policy_of(allowing("s3:PutObject") + "," + allowing("s3:Get*") + "," + denying("ec2:*")));
  auto const answer = operator_post(kAuthorize, question(me.arn("user/Bob"), "s3:GetObject", "*"));
  EXPECT_EQ(answer.text("/policies/0/statements/0/applies"), "false");
  EXPECT_EQ(answer.text("/policies/0/statements/1/applies"), "true");
  EXPECT_EQ(answer.text("/policies/0/statements/1/misses"), "[]");
  EXPECT_EQ(answer.text("/matched_statements/0/index"), "1");
}

// A list of a key's values is compared with ForAnyValue and ForAllValues only.
TEST(Statements, say_that_a_key_needs_a_set_operator) {
  Caller me;
  me.create_user("Bob");
  let(me, "Bob", policy_of(allowing("iam:CreateUser", "*", R"({"StringEquals":{"aws:TagKeys":"team"}})")));
  auto asked = question(me.arn("user/Bob"), "iam:CreateUser", me.arn("user/Eve"));
  asked["context"] = {{"aws:TagKeys", json::array{"team"}}};
  auto const answer = operator_post(kAuthorize, asked);
  EXPECT_EQ(answer.text("/policies/0/statements/0/misses/0/needs_set_operator"), "true");
}

TEST(Statements, of_an_organization_tell_their_level) {
  Caller me;
  auto const member = Caller::new_account();
  state_organization(me, R"({"scps":{"no-s3":)" + policy_of(denying("s3:*")) + R"(},"root":{"accounts":[{"id":")" +
                             member + R"(","scps":["FullAWSAccess","no-s3"]}]}})");
  auto const answer = operator_post(kAuthorize, question("arn:aws:iam::" + member + ":root", "s3:GetObject", "*"));
  EXPECT_THAT(answer.texts("/policies", "id"),
              ElementsAre("FullAWSAccess", "FullAWSAccess", "no-s3", "RCPFullAWSAccess", "RCPFullAWSAccess"));
  EXPECT_EQ(answer.text("/policies/0/level"), "0");
  EXPECT_EQ(answer.text("/policies/2/level"), "1");
  EXPECT_EQ(answer.text("/layers/service_control/1"), "explicitDeny");
}

TEST(Statements, are_left_out_unless_they_are_wanted) {
  Caller me;
  auto asked = question(me.account(), "s3:GetObject", "*");
  asked["statements"] = false;
  EXPECT_FALSE(operator_post(kAuthorize, asked).has("/policies"));
  asked["statements"] = 1;
  EXPECT_THAT(operator_post(kAuthorize, asked), is_refused_with("`statements` is true or false"));
}

TEST(Denials, tell_by_their_id_how_they_were_decided) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("iam:ListUsers"));
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = latest_denial(sandbox.account());
  // Whatever became of them.
  sandbox.let_bob(allowing("*"));
  auto const answer = operator_get("/_iam/denials?id=" + id, enforcing_server());
  EXPECT_EQ(answer.text("/decision"), "implicitDeny");
  EXPECT_EQ(answer.text("/layers/identity"), "implicitDeny");
  EXPECT_EQ(answer.text("/policies/0/statements/0/misses/0/element"), "Action");
  EXPECT_EQ(answer.text("/policies/0/statements/0/misses/0/policy/0"), "iam:ListUsers");
  EXPECT_EQ(answer.text("/policies/0/statements/0/start/offset"), "37");
}

// From the request of a client to what denied it.
TEST(Denials, are_found_by_the_id_of_their_request) {
  Sandbox const sandbox;
  auto const request_id = sandbox.bob().iam("GetUser").request_id();
  auto const found = operator_get("/_iam/requests?request_id=" + request_id, enforcing_server());
  auto const id = found.text("/requests/0/help/denial/authorization_id");
  EXPECT_EQ(operator_get("/_iam/denials?id=" + id, enforcing_server()).text("/request_id"), request_id);
}

TEST(DenialAskedAgain, is_decided_by_what_is_stored_now) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = latest_denial(sandbox.account());
  auto const before = asked_again(id);
  EXPECT_EQ(before.text("/decision"), "implicitDeny");
  EXPECT_EQ(before.text("/principal"), sandbox.arn("user/team/Bob"));
  EXPECT_EQ(before.text("/action"), "iam:GetUser");
  EXPECT_EQ(before.text("/resource"), sandbox.arn("user/team/Bob"));
  sandbox.let_bob(allowing("iam:GetUser"));
  auto const after = asked_again(id, {{"statements", true}});
  EXPECT_EQ(after.text("/decision"), "allowed");
  EXPECT_EQ(after.text("/policies/0/statements/0/applies"), "true");
}

// Where the request came from is a matter of the request.
TEST(DenialAskedAgain, has_the_context_of_the_request) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = latest_denial(sandbox.account());
  sandbox.let_bob(allowing("iam:GetUser", "*", R"({"IpAddress":{"aws:SourceIp":"127.0.0.1"}})"));
  EXPECT_EQ(asked_again(id).text("/decision"), "allowed");
  EXPECT_EQ(asked_again(id, {{"context", {{"aws:SourceIp", "203.0.113.7"}}}}).text("/decision"), "implicitDeny");
}

TEST(DenialAskedAgain, tells_whether_a_policy_would_help) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = latest_denial(sandbox.account());
  auto const with = [&](std::string const& statement) {
    return asked_again(id, {{"policies", {{"extra_identity", json::parse(policy_of(statement))}}}}).text("/decision");
  };
  EXPECT_EQ(with(allowing("iam:ListUsers")), "implicitDeny");
  EXPECT_EQ(with(allowing("iam:GetUser")), "allowed");
}

// What limits a session is nowhere but in its token.
TEST(DenialAskedAgain, keeps_the_policies_of_the_session) {
  Sandbox const sandbox;
  EXPECT_THAT(
      sandbox.root().iam(
          "CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trusted_arn(sandbox.arn("user/team/Bob"))}}),
      succeeds());
  auto const assumed = sandbox.bob().sts(
      "AssumeRole",
      {{"RoleArn", sandbox.arn("role/App")}, {"RoleSessionName", "job"}, {"Policy", policy_of(allowing("iam:List*"))}});
  SignedCaller const session(enforcing_server(),
                             {assumed.text("Credentials/AccessKeyId"), assumed.text("Credentials/SecretAccessKey"),
                              assumed.text("Credentials/SessionToken")});
  EXPECT_EQ(session.iam("GetRole", {{"RoleName", "App"}}).code(), "AccessDenied");
  auto const get = latest_denial(sandbox.account());
  EXPECT_EQ(session.iam("ListUsers").code(), "AccessDenied");
  auto const list = latest_denial(sandbox.account());
  EXPECT_THAT(sandbox.root().iam(
                  "PutRolePolicy",
                  {{"RoleName", "App"}, {"PolicyName", "all"}, {"PolicyDocument", policy_of(allowing("iam:*"))}}),
              succeeds());
  EXPECT_EQ(asked_again(list).text("/decision"), "allowed");
  auto const limited = asked_again(get);
  EXPECT_EQ(limited.text("/decision"), "implicitDeny");
  EXPECT_EQ(limited.text("/decided_by"), "session");
}

// In this mode nothing but trust policies is asked.
TEST(DenialAskedAgain, opens_a_role_that_trusts_by_now) {
  Caller me;
  auto const wrong =
      trusting(aws_principal(me.account()), R"("sts:AssumeRole")", R"({"StringEquals":{"sts:ExternalId":"right"}})");
  create_role(me, "Partner", {{"AssumeRolePolicyDocument", wrong}});
  EXPECT_EQ(assume(me, me.arn("role/Partner"), "job", {{"ExternalId", "wrong"}}).code(), "AccessDenied");
  auto const id = latest_denial(me.account(), shared_server());
  auto const again = [&] { return asked_again(id, {}, shared_server()).text("/decision"); };
  EXPECT_EQ(again(), "implicitDeny");
  on_role(me, "UpdateAssumeRolePolicy", "Partner", {{"PolicyDocument", trusting(aws_principal(me.account()))}});
  EXPECT_EQ(again(), "allowed");
  on_role(me, "DeleteRole", "Partner");
  EXPECT_EQ(again(), "implicitDeny");
}

TEST(DenialAskedAgain, of_a_role_that_is_not_there_can_be_allowed_later) {
  Caller me;
  EXPECT_EQ(assume(me, me.arn("role/Later"), "job").code(), "AccessDenied");
  auto const id = latest_denial(me.account(), shared_server());
  EXPECT_EQ(asked_again(id, {}, shared_server()).text("/decided_by"), "trust");
  create_open_role(me, "Later");
  EXPECT_EQ(asked_again(id, {}, shared_server()).text("/decision"), "allowed");
}

TEST(DenialAskedAgain, says_what_it_cannot_be_asked) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("GetUser").code(), "AccessDenied");
  auto const id = latest_denial(sandbox.account());
  EXPECT_THAT(asked_again(id, {{"action", "iam:GetUser"}}),
              is_refused_with("`authorization_id` names a denial, which has its `action`"));
  EXPECT_THAT(asked_again("nobody"), is_refused_with("`authorization_id` names no denial that is still kept"));
  EXPECT_THAT(asked_again(""), is_refused_with("`authorization_id` has 1 to 2048 characters"));
  for (auto const& key :
       sandbox.root().iam("ListAccessKeys", {{"UserName", "Bob"}}).texts("AccessKeyMetadata", "AccessKeyId")) {
    sandbox.root().iam("DeleteAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", key}});
  }
  EXPECT_THAT(sandbox.root().iam("DeleteUser", {{"UserName", "Bob"}}), succeeds());
  EXPECT_THAT(asked_again(id), is_refused_with("there is no " + sandbox.arn("user/team/Bob") + " any more"));
}

}  // namespace
}  // namespace conformance
