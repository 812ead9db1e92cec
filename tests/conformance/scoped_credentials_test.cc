// STS GetScopedCredentials: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetScopedCredentials.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getscopedcredentials.html
// Sources in the comments: D documentation, O of our own.
#include "client/enforcing.h"
#include "client/sessions.h"

#include <string>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kNoon = "2026-01-31T12:00:00Z";

Answer scope(Caller& caller, Pairs parameters) { return caller.sts("GetScopedCredentials", std::move(parameters)); }

class ScopedCredentials : public testing::Test {
 protected:
  FrozenClock clock{shared_server(), kNoon};
  Caller me;
};

// D: who they are of does not change.
TEST_F(ScopedCredentials, are_of_the_same_session) {
  auto session = role_session(me, "Ops", "job", {{"SourceIdentity", "Ada"}});
  auto const answer = scope(session, {{"Policy", kAllowAll}, {"ScopedSessionDescription", "reads only"}});
  EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "SessionInfo", "SessionTokenUtilization", "SessionTokenSize",
                                            "ScopedPoliciesCount", "SourceIdentity"));
  auto scoped = Caller::of_session(answer);
  auto const identity = scoped.sts("GetCallerIdentity");
  EXPECT_EQ(identity.text("Arn"), "arn:aws:sts::" + me.account() + ":assumed-role/Ops/job");
  EXPECT_EQ(answer.text("SessionInfo/Arn"), identity.text("Arn"));
  EXPECT_EQ(answer.text("SessionInfo/ScopedSessionId"), identity.text("UserId"));
  EXPECT_EQ(answer.text("SourceIdentity"), "Ada");
  EXPECT_EQ(answer.text("ScopedPoliciesCount"), "1");
  EXPECT_EQ(answer.text("SessionTokenSize"), std::to_string(answer.text("Credentials/SessionToken").size()));
}

// D: users and root ask for a session first. O: which code they hear.
TEST_F(ScopedCredentials, are_made_of_temporary_credentials_only) {
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  for (auto* caller : {&me, &ada}) {
    EXPECT_THAT(scope(*caller, {{"Policy", kAllowAll}}),
                fails_with(400, "InvalidSubjectCredentials",
                           "GetScopedCredentials must be called with temporary security credentials."));
    auto session = Caller::of_session(caller->sts("GetSessionToken"));
    auto scoped = Caller::of_session(scope(session, {{"Policy", kAllowAll}}));
    EXPECT_EQ(scoped.sts("GetCallerIdentity").text("Arn"), caller->sts("GetCallerIdentity").text("Arn"));
  }
  auto federated = Caller::of_session(ada.sts("GetFederationToken", {{"Name", "guest"}, {"Policy", kAllowAll}}));
  auto const answer = scope(federated, {{"DurationSeconds", "60"}});
  EXPECT_EQ(answer.text("SessionInfo/ScopedSessionId"), me.account() + ":guest");
  EXPECT_EQ(answer.text("ScopedPoliciesCount"), "0");
  EXPECT_EQ(Caller::of_session(answer).sts("GetCallerIdentity").text("Arn"),
            "arn:aws:sts::" + me.account() + ":federated-user/guest");
}

// D.
TEST_F(ScopedCredentials, last_no_longer_than_their_caller) {
  auto session = role_session(me, "Ops");
  me.let_pass(600);
  EXPECT_EQ(scope(session, {{"Policy", kAllowAll}}).text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
  EXPECT_EQ(scope(session, {{"DurationSeconds", "1"}}).text("Credentials/Expiration"), "2026-01-31T12:10:01Z");
  auto const longest = scope(session, {{"DurationSeconds", "3000"}});
  EXPECT_EQ(longest.text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
  EXPECT_THAT(scope(session, {{"DurationSeconds", "3001"}}),
              fails_with(400, "InsufficientSessionLifetime",
                         "The requested DurationSeconds exceeds the remaining lifetime of the calling session."));
  auto scoped = Caller::of_session(scope(session, {{"DurationSeconds", "60"}}));
  EXPECT_THAT(scoped.sts("GetCallerIdentity"), succeeds());
  EXPECT_EQ(scope(scoped, {{"DurationSeconds", "61"}}).code(), "InsufficientSessionLifetime");
  me.let_pass(60);
  EXPECT_EQ(scoped.sts("GetCallerIdentity").code(), "ExpiredToken");
  EXPECT_THAT(session.sts("GetCallerIdentity"), succeeds());
}

// D, of the limits. O: the sentence about nothing being given.
TEST_F(ScopedCredentials, need_something_to_be_less_than_their_session) {
  auto session = role_session(me, "Ops");
  EXPECT_THAT(scope(session, {}),
              fails_with(400, "ValidationError", "At least one of Policy and DurationSeconds must be specified."));
  EXPECT_THAT(scope(session, {{"DurationSeconds", "0"}}),
              fails_with(400, "ValidationError",
                         sts_violation("0", "durationSeconds", "Member must have value greater than or equal to 1")));
  EXPECT_THAT(
      scope(session, {{"DurationSeconds", "129601"}}),
      fails_with(400, "ValidationError",
                 sts_violation("129601", "durationSeconds", "Member must have value less than or equal to 129600")));
  std::string const too_long(2049, ' ');
  EXPECT_THAT(scope(session, {{"Policy", too_long}}),
              fails_with(400, "ValidationError",
                         sts_violation(too_long, "policy", "Member must have length less than or equal to 2048")));
  std::string const story(257, 'a');
  EXPECT_THAT(scope(session, {{"DurationSeconds", "60"}, {"ScopedSessionDescription", story}}),
              fails_with(400, "ValidationError",
                         sts_violation(story, "scopedSessionDescription",
                                       "Member must have length less than or equal to 256")));
  EXPECT_THAT(scope(session, {{"Policy", "{"}}),
              fails_with(400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."));
}

// D: a fourth policy is denied, less time is not. O: the sentence.
TEST_F(ScopedCredentials, have_three_policies_at_most) {
  auto answer = assume(me, create_open_role(me, "Ops").text("Role/Arn"), "job");
  for (auto const* count : {"1", "2", "3"}) {
    auto caller = Caller::of_session(answer);
    answer = scope(caller, {{"Policy", kAllowAll}});
    ASSERT_EQ(answer.text("ScopedPoliciesCount"), count);
  }
  auto session = Caller::of_session(answer);
  EXPECT_THAT(scope(session, {{"Policy", kAllowAll}}),
              fails_with(403, "AccessDenied", "The session already has the maximum of 3 scope down policies."));
  EXPECT_EQ(scope(session, {{"DurationSeconds", "60"}}).text("ScopedPoliciesCount"), "3");
}

// D: the limit, and that three policies of 2,048 characters may be too much for it.
TEST_F(ScopedCredentials, have_room_for_so_much) {
  auto session = role_session(me, "Ops");
  auto policy = [state = 1u]() mutable {
    std::string name;
    for (int i = 0; i < 1900; ++i) name += static_cast<char>('a' + (state = state * 1103515245 + 12345) / 65536 % 26);
    return policy_of(allowing("*", "arn:aws:s3:::" + name));
  };
  auto const first = scope(session, {{"Policy", policy()}});
  ASSERT_THAT(first, succeeds());
  auto once = Caller::of_session(first);
  auto const second = scope(once, {{"Policy", policy()}});
  ASSERT_THAT(second, succeeds());
  auto twice = Caller::of_session(second);
  EXPECT_EQ(scope(twice, {{"Policy", policy()}}).code(), "PackedPolicyTooLarge");
  auto const padded = scope(session, {{"DurationSeconds", "60"}, {"MinimumSessionTokenSize", "4096"}});
  EXPECT_EQ(padded.text("Credentials/SessionToken").size(), 4096u);
  EXPECT_EQ(padded.text("SessionTokenUtilization"), "100");
}

// D. O: what the global endpoint says.
TEST_F(ScopedCredentials, are_not_to_be_had_at_the_global_endpoint) {
  auto const session = assume(me, create_open_role(me, "Ops").text("Role/Arn"), "job");
  auto const ask_at = [&](std::string const& host) {
    return Answer(
        shared_server().exchange({.method = "POST",
                                  .target = "/",
                                  .headers = {{"Authorization", authorization(session.text("Credentials/AccessKeyId"))},
                                              {"X-Amz-Security-Token", session.text("Credentials/SessionToken")},
                                              {"Content-Type", "application/x-www-form-urlencoded"},
                                              {"Host", host}},
                                  .body = "Action=GetScopedCredentials&Version=2011-06-15&DurationSeconds=60"}));
  };
  EXPECT_THAT(ask_at("sts.us-east-1.amazonaws.com"), succeeds());
  EXPECT_THAT(ask_at("sts.amazonaws.com"),
              fails_with(400, "InvalidAction", "Could not find operation GetScopedCredentials for version 2011-06-15"));
  EXPECT_EQ(ask_at("STS.amazonaws.com:443").code(), "InvalidAction");
}

// O: so that a policy that revokes older sessions reaches what is made of them.
TEST_F(ScopedCredentials, go_back_to_when_their_session_began) {
  auto session = role_session(me, "Ops");
  me.let_pass(600);
  auto const answer = scope(session, {{"Policy", kAllowAll}});
  auto const asked = shared_server().exchange(
      {.method = "POST",
       .target = "/_iam/authorize",
       .body = R"({"principal":")" + answer.text("Credentials/AccessKeyId") + R"(","session_token":")" +
               answer.text("Credentials/SessionToken") +
               R"(","action":"s3:GetObject","policies":{"identity":{"Version":"2012-10-17","Statement":{"Effect":)"
               R"("Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":)"
               R"("2026-01-31T12:00:01Z"}}}}}})"});
  EXPECT_THAT(asked.body, HasSubstr(R"("decision":"allowed")"));
}

// O: they are of one session, which ends with its role and its account's sessions.
TEST_F(ScopedCredentials, end_with_what_their_session_ends_with) {
  auto session = role_session(me, "Ops");
  auto scoped = Caller::of_session(scope(session, {{"Policy", kAllowAll}}));
  ASSERT_THAT(me.iam("DeleteRole", {{"RoleName", "Ops"}}), succeeds());
  EXPECT_THAT(scoped.sts("GetCallerIdentity"), fails_with(403, "InvalidClientTokenId", kInvalidToken));
  auto other = Caller::of_session(me.sts("GetSessionToken"));
  auto other_scoped = Caller::of_session(scope(other, {{"DurationSeconds", "60"}}));
  ASSERT_EQ(shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()}).status, 200);
  EXPECT_THAT(other_scoped.sts("GetCallerIdentity"), fails_with(403, "InvalidClientTokenId", kInvalidToken));
}

// D: nor may any other temporary credentials call these.
TEST_F(ScopedCredentials, call_what_their_session_may_call) {
  auto session = Caller::of_session(me.sts("GetSessionToken"));
  auto scoped = Caller::of_session(scope(session, {{"Policy", kAllowAll}}));
  EXPECT_THAT(scoped.sts("GetSessionToken"), not_with_session_credentials("GetSessionToken"));
  EXPECT_THAT(scoped.sts("GetFederationToken", {{"Name", "guest"}}),
              not_with_session_credentials("GetFederationToken"));
  EXPECT_THAT(scoped.iam("ListUsers"), fails_with(403, "InvalidClientTokenId", kInvalidToken));
}

// --- With policies enforced.

SignedCaller of(Answer const& answer) {
  EXPECT_THAT(answer, succeeds());
  return {enforcing_server(),
          {answer.text("Credentials/AccessKeyId"), answer.text("Credentials/SecretAccessKey"),
           answer.text("Credentials/SessionToken")}};
}

class EnforcementOfScopes : public testing::Test {
 protected:
  SignedCaller session_of_role(std::string const& statements) const {
    auto const trust = trusting(aws_principal(sandbox_.arn("user/team/Bob")));
    auto const root = sandbox_.root();
    EXPECT_THAT(root.iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trust}}), succeeds());
    EXPECT_THAT(root.iam("PutRolePolicy",
                         {{"RoleName", "Ops"}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(statements)}}),
                succeeds());
    return of(sandbox_.bob().sts("AssumeRole", {{"RoleArn", sandbox_.arn("role/Ops")}, {"RoleSessionName", "job"}}));
  }
  static Answer scope(SignedCaller const& caller, std::string const& statements) {
    return caller.sts("GetScopedCredentials", {{"Policy", policy_of(statements)}});
  }
  std::string denial(std::string const& action, std::string const& resource) const {
    return "User: arn:aws:sts::" + sandbox_.account() +
           ":assumed-role/Ops/job is not authorized to perform: " + action + " on resource: " + resource;
  }
  std::string denials() const {
    return enforcing_server().exchange({.target = "/_iam/denials?account=" + sandbox_.account()}).body;
  }

  Sandbox sandbox_;
};

// D: sts:GetScopedCredentials, of the caller's policies.
TEST_F(EnforcementOfScopes, take_a_permission) {
  auto const session = session_of_role(allowing("iam:*"));
  EXPECT_THAT(scope(session, allowing("iam:*")),
              is_denied_with(denial("sts:GetScopedCredentials", "*") +
                             " because no identity-based policy allows the sts:GetScopedCredentials action"));
  EXPECT_THAT(sandbox_.root().iam("PutRolePolicy", {{"RoleName", "Ops"},
                                                    {"PolicyName", "p"},
                                                    {"PolicyDocument", policy_of(allowing("sts:GetScoped*"))}}),
              succeeds());
  EXPECT_THAT(scope(session, allowing("iam:*")), succeeds());
}

// D: the intersection; the same permission is needed to go on.
TEST_F(EnforcementOfScopes, leave_what_all_of_their_policies_allow) {
  auto const session = session_of_role(allowing("iam:List*") + "," + allowing("sts:GetScopedCredentials"));
  auto const first = of(scope(session, allowing("iam:*") + "," + allowing("sts:*")));
  EXPECT_THAT(first.iam("ListUsers"), succeeds());
  EXPECT_EQ(first.iam("GetRole", {{"RoleName", "Ops"}}).code(), "AccessDenied");
  auto const second = of(scope(first, allowing("iam:ListUsers") + "," + allowing("iam:GetRole")));
  EXPECT_THAT(second.iam("ListUsers"), succeeds());
  EXPECT_THAT(second.iam("ListRoles"), is_denied_with(denial("iam:ListRoles", sandbox_.arn("role/")) +
                                                      " because no session policy allows the iam:ListRoles action"));
  EXPECT_THAT(scope(second, allowing("*")),
              is_denied_with(denial("sts:GetScopedCredentials", "*") +
                             " because no session policy allows the sts:GetScopedCredentials action"));
  EXPECT_THAT(session.iam("ListRoles"), succeeds());
}

// O: which of several it is.
TEST_F(EnforcementOfScopes, are_named_by_the_denials_of_the_operator) {
  auto const session = session_of_role(allowing("*"));
  auto const first = of(scope(session, allowing("*")));
  auto const second = of(scope(first, allowing("*") + "," + denying("iam:ListRoles")));
  auto const third = of(scope(second, allowing("iam:List*")));
  EXPECT_EQ(third.iam("GetUser", {{"UserName", "Bob"}}).code(), "AccessDenied");
  EXPECT_THAT(denials(), HasSubstr(R"("decided_by":"scope_down")"));
  EXPECT_THAT(denials(), HasSubstr(R"("statement":null,"denied_by":"scope_down_policy_3")"));
  EXPECT_THAT(third.iam("ListRoles"), is_denied_with(denial("iam:ListRoles", sandbox_.arn("role/")) +
                                                     " with an explicit deny in a session policy"));
  EXPECT_THAT(denials(), HasSubstr(R"("decision":"explicitDeny","decided_by":"scope_down")"));
  EXPECT_THAT(denials(), HasSubstr(R"("statement":null,"denied_by":"scope_down_policy_2")"));
}

// D: the policy counts whatever else allows it, so here where the trust policy names the session.
TEST_F(EnforcementOfScopes, count_when_another_role_is_assumed) {
  auto const session = session_of_role(allowing("sts:*"));
  auto const self = "arn:aws:sts::" + sandbox_.account() + ":assumed-role/Ops/job";
  EXPECT_THAT(sandbox_.root().iam("CreateRole",
                                  {{"RoleName", "Next"}, {"AssumeRolePolicyDocument", trusting(aws_principal(self))}}),
              succeeds());
  Pairs const next{{"RoleArn", sandbox_.arn("role/Next")}, {"RoleSessionName", "next"}};
  auto const without = of(scope(session, allowing("iam:*")));
  EXPECT_THAT(without.sts("AssumeRole", next), is_denied_with(denial("sts:AssumeRole", sandbox_.arn("role/Next"))));
  auto const with = of(scope(session, allowing("sts:AssumeRole")));
  EXPECT_THAT(with.sts("AssumeRole", next), succeeds());
}

TEST_F(EnforcementOfScopes, are_known_to_the_operators_questions) {
  auto const session = session_of_role(allowing("*"));
  auto const answer = scope(session, allowing("s3:Get*"));
  auto const ask = [&](std::string const& action) {
    return enforcing_server()
        .exchange({.method = "POST",
                   .target = "/_iam/authorize",
                   .body = R"({"principal":")" + answer.text("Credentials/AccessKeyId") + R"(","session_token":")" +
                           answer.text("Credentials/SessionToken") + R"(","action":")" + action + "\"}"})
        .body;
  };
  EXPECT_THAT(ask("s3:GetObject"), HasSubstr(R"("decision":"allowed")"));
  auto const denied = ask("s3:PutObject");
  EXPECT_THAT(denied, HasSubstr(R"("decision":"implicitDeny","decided_by":"scope_down")"));
  EXPECT_THAT(denied, HasSubstr(R"("scope_down":["implicitDeny"])"));
}

}  // namespace
}  // namespace conformance
