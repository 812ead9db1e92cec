// What partners may do with the session of who accepted their delegation request, with `--auth enforce`.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html: the credentials are those of
// the principal who accepted, limited by what was asked for. That its own session limits it, too, is ours.
#include "client/delegation.h"
#include "client/enforcing.h"
#include "client/sessions.h"

#include <boost/json.hpp>

#include <string>

namespace conformance {
namespace {

SignedCaller of(Answer const& answer) {
  EXPECT_THAT(answer, succeeds());
  return {enforcing_server(),
          {answer.text("Credentials/AccessKeyId"), answer.text("Credentials/SecretAccessKey"),
           answer.text("Credentials/SessionToken")}};
}

// An account with a role, and a partner whose requests are for `iam:*`.
class EnforcementOfDelegations : public testing::Test {
 protected:
  EnforcementOfDelegations() {
    auto const template_body = R"({"arn":")" + template_arn_ + R"(","partner":")" + partner_account_ +
                               R"(","partner_name":"Example Corp","policy":)" + policy_of(allowing("iam:*")) + "}";
    auto const made =
        enforcing_server().exchange({.method = "PUT", .target = "/_iam/delegation-templates", .body = template_body});
    EXPECT_EQ(made.status, 200) << made.body;
    EXPECT_THAT(sandbox_.root().iam("CreateRole",
                                    {{"RoleName", "Ops"},
                                     {"AssumeRolePolicyDocument",
                                      trusting(aws_principal(sandbox_.arn("user/team/Bob")), kEverySessionAction)}}),
                succeeds());
    let_role(allowing("*"));
  }

  void let_role(std::string const& statements) const {
    EXPECT_THAT(
        sandbox_.root().iam("PutRolePolicy",
                            {{"RoleName", "Ops"}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(statements)}}),
        succeeds());
  }

  SignedCaller session(Pairs parameters = {}) const {
    parameters.insert(parameters.end(), {{"RoleArn", sandbox_.arn("role/Ops")}, {"RoleSessionName", "job"}});
    return of(sandbox_.bob().sts("AssumeRole", std::move(parameters)));
  }

  // What the partner gets for a request that `approver` accepted.
  SignedCaller delegated_by(SignedCaller const& approver) {
    auto const created =
        partner_.iam("CreateDelegationRequest", {{"Description", "Set up the product"},
                                                 {"Permissions.PolicyTemplateArn", template_arn_},
                                                 {"RequestorWorkflowId", "workflow-" + std::to_string(++workflows_)},
                                                 {"NotificationChannel", kTopic},
                                                 {"SessionDuration", "3600"}});
    EXPECT_THAT(created, succeeds());
    for (auto const* action : {"AssociateDelegationRequest", "AcceptDelegationRequest", "SendDelegationToken"}) {
      EXPECT_THAT(approver.iam(action, {{"DelegationRequestId", created.text("DelegationRequestId")}}), succeeds());
    }
    return of(partner_.sts("GetDelegatedAccessToken", {{"TradeInToken", last_token()}}));
  }

  std::string last_token() const {
    auto const mail =
        enforcing_server().exchange({.target = "/_iam/delegation-requests?account=" + partner_account_}).body;
    auto const parsed = boost::json::parse(mail);
    return std::string(parsed.at("requests").as_array().back().at("exchange_token").as_string());
  }

  auto denied_by_a_session_policy(std::string const& action, std::string const& resource) const {
    return is_denied_with(
        "User: arn:aws:sts::" + sandbox_.account() + ":assumed-role/Ops/job is not authorized to perform: " + action +
        " on resource: " + sandbox_.arn(resource) + " because no session policy allows the " + action + " action");
  }

  Sandbox sandbox_;
  std::string partner_account_ = Caller::new_account();
  SignedCaller partner_{enforcing_server(), {partner_account_, "test"}};
  std::string template_arn_ = "arn:aws:iam::aws:delegation-template/example.com/" + partner_account_;
  int workflows_ = 0;
};

std::string accepting() {
  return R"({"Effect":"Allow","Action":["iam:*DelegationRequest","iam:SendDelegationToken"],"Resource":"*"})";
}

TEST_F(EnforcementOfDelegations, the_session_policy_of_who_accepted_limits_the_partner) {
  auto const approver = session({{"Policy", policy_of(accepting() + "," + allowing("iam:ListUsers"))}});
  auto const partner = delegated_by(approver);
  EXPECT_THAT(partner.iam("ListUsers"), succeeds());
  EXPECT_THAT(partner.iam("ListRoles"), denied_by_a_session_policy("iam:ListRoles", "role/"));
  EXPECT_THAT(approver.iam("ListRoles"), denied_by_a_session_policy("iam:ListRoles", "role/"));
}

TEST_F(EnforcementOfDelegations, a_managed_session_policy_of_who_accepted_limits_the_partner) {
  auto const policy = sandbox_.create_policy("Accept", accepting() + "," + allowing("iam:ListUsers"));
  auto const partner = delegated_by(session({{"PolicyArns.member.1.arn", policy}}));
  EXPECT_THAT(partner.iam("ListUsers"), succeeds());
  EXPECT_THAT(partner.iam("ListRoles"), denied_by_a_session_policy("iam:ListRoles", "role/"));
}

TEST_F(EnforcementOfDelegations, what_was_asked_for_limits_the_partner) {
  auto const partner = delegated_by(session());
  EXPECT_THAT(partner.iam("ListUsers"), succeeds());
  EXPECT_EQ(partner.sts("GetScopedCredentials", {{"DurationSeconds", "900"}}).code(), "AccessDenied");
}

TEST_F(EnforcementOfDelegations, scope_down_policies_of_who_accepted_limit_the_partner) {
  auto const scoped =
      of(session().sts("GetScopedCredentials", {{"Policy", policy_of(accepting() + "," + allowing("iam:ListUsers"))}}));
  auto const partner = delegated_by(scoped);
  EXPECT_THAT(partner.iam("ListUsers"), succeeds());
  EXPECT_THAT(partner.iam("ListRoles"), denied_by_a_session_policy("iam:ListRoles", "role/"));
}

TEST_F(EnforcementOfDelegations, a_partner_who_accepts_another_request_hands_its_limits_on) {
  auto const first = delegated_by(session({{"Policy", policy_of(accepting() + "," + allowing("iam:ListUsers"))}}));
  auto const second = delegated_by(first);
  EXPECT_THAT(second.iam("ListUsers"), succeeds());
  EXPECT_THAT(second.iam("ListRoles"), denied_by_a_session_policy("iam:ListRoles", "role/"));
}

TEST_F(EnforcementOfDelegations, tags_and_source_identity_of_who_accepted_stay) {
  let_role(allowing("*") + R"(,{"Effect":"Deny","Action":"iam:ListRoles","Resource":"*",)" +
           R"("Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}},)" +
           R"({"Effect":"Deny","Action":"iam:ListUsers","Resource":"*",)" +
           R"("Condition":{"StringEquals":{"aws:SourceIdentity":"Ada"}}})");
  auto const partner = delegated_by(session(with_tags({{"SourceIdentity", "Ada"}}, {{"team", "blue"}})));
  EXPECT_THAT(partner.iam("ListGroups"), succeeds());
  EXPECT_EQ(partner.iam("ListRoles").code(), "AccessDenied");
  EXPECT_EQ(partner.iam("ListUsers").code(), "AccessDenied");
}

TEST_F(EnforcementOfDelegations, a_user_hands_on_what_the_user_may_and_was_asked_for) {
  sandbox_.let_bob(accepting() + "," + allowing("iam:ListUsers") + "," + allowing("sts:*"));
  auto const partner = delegated_by(sandbox_.bob());
  EXPECT_THAT(partner.iam("ListUsers"), succeeds());
  EXPECT_EQ(partner.iam("ListRoles").code(), "AccessDenied");
  EXPECT_THAT(partner.sts("GetFederationToken", {{"Name", "guest"}}),
              not_with_session_credentials("GetFederationToken"));
}

}  // namespace
}  // namespace conformance
