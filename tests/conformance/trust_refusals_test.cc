// Of our own: who was not let into a role hears AWS's sentence, and the operator why. In every auth mode.
#include "client/enforcing.h"
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string denials_of(std::string const& account, Server const& server = shared_server()) {
  return server.exchange({.target = "/_iam/denials?account=" + account}).body;
}

void create_ops(Caller& me, std::string const& trust_policy) {
  ASSERT_THAT(
      me.iam("CreateRole", {{"RoleName", "Ops"}, {"Path", "/team/"}, {"AssumeRolePolicyDocument", trust_policy}}),
      succeeds());
}

TEST(TrustRefusals, tell_the_condition_that_failed_with_both_values) {
  Caller me;
  auto const ops = me.arn("role/team/Ops");
  create_ops(me, trusting(aws_principal(me.account()), kEverySessionAction,
                          R"({"StringEquals":{"sts:ExternalId":"right","aws:PrincipalType":"Account"}})"));
  EXPECT_THAT(assume(me, ops, "session", {{"ExternalId", "wrong"}}), may_not_assume(me.arn("root"), ops));
  auto const told = denials_of(me.account());
  EXPECT_THAT(told, HasSubstr(R"("decision":"implicitDeny","decided_by":"trust","enforced":true)"));
  EXPECT_THAT(told, HasSubstr(R"("why":"statement 1 of the trust policy does not apply: Condition StringEquals )"
                              R"(sts:ExternalId: the policy has \"right\", the request \"wrong\"")"));
  EXPECT_THAT(told, HasSubstr(R"("trust_policy":[{"index":0,"effect":"Allow","misses":[{"element":"Condition",)"
                              R"("operator":"StringEquals","key":"sts:ExternalId","policy":["right"],)"
                              R"("request":["wrong"]}]}])"));
}

TEST(TrustRefusals, suggest_no_statement_for_the_caller) {
  Caller me;
  create_ops(me, trusting(R"({"Service":"ec2.amazonaws.com"})"));
  EXPECT_EQ(assume(me, me.arn("role/team/Ops"), "session").code(), "AccessDenied");
  auto const told = denials_of(me.account());
  EXPECT_THAT(told, HasSubstr(R"("statement":null)"));
  EXPECT_THAT(told, HasSubstr(R"("element":"Principal","policy":["Service: ec2.amazonaws.com"],"request":[")" +
                              me.arn("root") + "\""));
}

TEST(TrustRefusals, tell_of_a_key_that_the_request_does_not_have) {
  Caller me;
  create_ops(
      me, trusting(aws_principal(me.account()), kEverySessionAction, R"({"StringEquals":{"sts:ExternalId":"right"}})"));
  EXPECT_EQ(assume(me, me.arn("role/team/Ops"), "session").code(), "AccessDenied");
  EXPECT_THAT(denials_of(me.account()), HasSubstr(R"("policy":["right"],"request":null)"));
}

TEST(TrustRefusals, name_the_action_that_the_trust_policy_lacks) {
  Caller me;
  create_ops(me, trusting(aws_principal(me.account())));
  EXPECT_EQ(assume(me, me.arn("role/team/Ops"), "session", with_tags({}, {{"team", "blue"}})).code(), "AccessDenied");
  EXPECT_THAT(denials_of(me.account()),
              HasSubstr(R"("element":"Action","policy":["sts:AssumeRole"],"request":["sts:TagSession"])"));
}

TEST(TrustRefusals, tell_of_a_role_that_does_not_exist_and_of_one_that_is_called_almost_so) {
  Caller me;
  create_ops(me, trusting(aws_principal(me.account())));
  EXPECT_EQ(assume(me, me.arn("role/nobody"), "session").code(), "AccessDenied");
  EXPECT_THAT(denials_of(me.account()), HasSubstr(R"("why":"there is no role )" + me.arn("role/nobody") + "\""));
  EXPECT_EQ(assume(me, me.arn("role/Ops"), "session").code(), "AccessDenied");
  EXPECT_THAT(denials_of(me.account()), HasSubstr(R"("why":"there is no role )" + me.arn("role/Ops") + ", but " +
                                                  me.arn("role/team/Ops") + "\""));
}

TEST(TrustRefusals, tell_the_statement_that_denies) {
  Caller me;
  create_ops(me, R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":)"
                 R"("sts:AssumeRole"},{"Sid":"Never","Effect":"Deny","Principal":{"AWS":"*"},"Action":)"
                 R"("sts:AssumeRole"}]})");
  EXPECT_EQ(assume(me, me.arn("role/team/Ops"), "session").code(), "AccessDenied");
  EXPECT_THAT(denials_of(me.account()), HasSubstr(R"("why":"statement 2 (Never) of the trust policy denies")"));
}

// Where the trust policy names the account, it is for the caller's own policies to allow.
TEST(TrustRefusals, are_none_where_only_the_callers_policies_are_missing) {
  Sandbox const sandbox;
  ASSERT_THAT(
      sandbox.root().iam("CreateRole", {{"RoleName", "Ops"},
                                        {"AssumeRolePolicyDocument", trusting(aws_principal(sandbox.account()))}}),
      succeeds());
  auto const ops = sandbox.arn("role/Ops");
  EXPECT_EQ(sandbox.bob().sts("AssumeRole", {{"RoleArn", ops}, {"RoleSessionName", "me"}}).code(), "AccessDenied");
  auto const told = denials_of(sandbox.account(), enforcing_server());
  EXPECT_THAT(told, HasSubstr(R"("statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":")" + ops + "\"}"));
  EXPECT_THAT(told, Not(HasSubstr("trust_policy")));
}

}  // namespace
}  // namespace conformance
