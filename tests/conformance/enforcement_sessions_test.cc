// Sessions with `--auth enforce`: who may begin one, and what it may do.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access.html
#include "client/enforcing.h"
#include "client/sessions.h"

namespace conformance {
namespace {

Credentials credentials_of(Answer const& answer) {
  EXPECT_THAT(answer, succeeds());
  return {answer.text("Credentials/AccessKeyId"), answer.text("Credentials/SecretAccessKey"),
          answer.text("Credentials/SessionToken")};
}

class EnforcementOfRoles : public testing::Test {
 protected:
  void create_role(std::string const& trusted, std::string const& actions = kEverySessionAction) {
    EXPECT_THAT(
        sandbox_.root().iam("CreateRole", {{"RoleName", "Ops"},
                                           {"AssumeRolePolicyDocument", trusting(aws_principal(trusted), actions)}}),
        succeeds());
  }

  void let_role(std::string const& statements) {
    EXPECT_THAT(
        sandbox_.root().iam("PutRolePolicy",
                            {{"RoleName", "Ops"}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(statements)}}),
        succeeds());
  }

  Answer assume(Pairs parameters = {}) const {
    parameters.insert(parameters.end(), {{"RoleArn", ops_}, {"RoleSessionName", "session"}});
    return sandbox_.bob().sts("AssumeRole", parameters);
  }

  SignedCaller session(Pairs parameters = {}) const {
    return {enforcing_server(), credentials_of(assume(std::move(parameters)))};
  }

  auto refused(std::string const& action = "sts:AssumeRole", std::string const& why = "") const {
    return may_not_assume(sandbox_.arn("user/team/Bob"), ops_, action, why);
  }

  Sandbox sandbox_;
  std::string ops_ = sandbox_.arn("role/Ops");
};

// Of implicit denials the sentence is the short one.
TEST_F(EnforcementOfRoles, a_trust_policy_that_names_the_account_only_delegates) {
  create_role(sandbox_.account());
  EXPECT_THAT(assume(), refused());
  sandbox_.let_bob(allowing("sts:AssumeRole", ops_));
  EXPECT_THAT(assume(), succeeds());
}

TEST_F(EnforcementOfRoles, a_trust_policy_that_names_the_user_is_enough) {
  create_role(sandbox_.arn("user/team/Bob"));
  EXPECT_THAT(assume(), succeeds());
  sandbox_.let_bob(denying("sts:AssumeRole"));
  EXPECT_THAT(assume(), refused("sts:AssumeRole", " with an explicit deny in an identity-based policy"));
}

TEST_F(EnforcementOfRoles, tags_and_a_source_identity_take_permissions_of_their_own) {
  create_role(sandbox_.account());
  sandbox_.let_bob(allowing("sts:AssumeRole", ops_));
  EXPECT_THAT(assume(with_tags({}, {{"team", "blue"}})), refused("sts:TagSession"));
  EXPECT_THAT(assume({{"SourceIdentity", "Bob"}}), refused("sts:SetSourceIdentity"));
  sandbox_.let_bob(allowing("sts:*", ops_));
  EXPECT_THAT(assume(with_tags({{"SourceIdentity", "Bob"}}, {{"team", "blue"}})), succeeds());
}

// Reported again and again by those who tried.
TEST_F(EnforcementOfRoles, root_assumes_none) {
  create_role(sandbox_.account());
  EXPECT_THAT(sandbox_.root().sts("AssumeRole", {{"RoleArn", ops_}, {"RoleSessionName", "session"}}),
              is_denied_with("Roles may not be assumed by root accounts."));
}

TEST_F(EnforcementOfRoles, a_session_has_the_permissions_of_its_role) {
  create_role(sandbox_.arn("user/team/Bob"));
  auto const caller = session();
  EXPECT_THAT(
      caller.iam("ListUsers"),
      is_denied_with("User: arn:aws:sts::" + sandbox_.account() +
                     ":assumed-role/Ops/session is not authorized to "
                     "perform: iam:ListUsers on resource: " +
                     sandbox_.arn("user/") + " because no identity-based policy allows the iam:ListUsers action"));
  let_role(allowing("iam:ListUsers"));
  EXPECT_THAT(caller.iam("ListUsers"), succeeds());
}

TEST_F(EnforcementOfRoles, a_session_policy_takes_away_and_adds_nothing) {
  create_role(sandbox_.arn("user/team/Bob"));
  let_role(allowing("iam:ListUsers"));
  auto const caller = session({{"Policy", policy_of(allowing("iam:ListRoles"))}});
  EXPECT_THAT(caller.iam("ListUsers"),
              is_denied_with("User: arn:aws:sts::" + sandbox_.account() +
                             ":assumed-role/Ops/session is not authorized to "
                             "perform: iam:ListUsers on resource: " +
                             sandbox_.arn("user/") + " because no session policy allows the iam:ListUsers action"));
  EXPECT_EQ(caller.iam("ListRoles").code(), "AccessDenied");
}

TEST_F(EnforcementOfRoles, tags_of_a_session_are_its_principals) {
  create_role(sandbox_.arn("user/team/Bob"));
  let_role(allowing("iam:ListUsers", "*", R"({"StringEquals":{"aws:PrincipalTag/team":"blue"}})"));
  EXPECT_EQ(session().iam("ListUsers").code(), "AccessDenied");
  EXPECT_THAT(session(with_tags({}, {{"team", "blue"}})).iam("ListUsers"), succeeds());
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html: the intersection of the user's
// policies and those that are passed. Such a session may not call IAM at all, so STS is asked.
TEST(EnforcementOfUsers, federation_takes_a_permission) {
  Sandbox const sandbox;
  EXPECT_THAT(sandbox.bob().sts("GetFederationToken", {{"Name", "guest"}}),
              is_denied_with(sandbox.implicit_denial("sts:GetFederationToken",
                                                     "arn:aws:sts::" + sandbox.account() + ":federated-user/guest")));
  sandbox.let_bob(allowing("sts:GetFederationToken"));
  EXPECT_THAT(sandbox.bob().sts("GetFederationToken", {{"Name", "guest"}}), succeeds());
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html: a scope takes a permission of its
// own, which policies may limit by its values. Whoever has it hears that there is no origin identity.
TEST(EnforcementOfUsers, a_scope_of_a_token_takes_a_permission_of_its_own) {
  Sandbox const sandbox;
  auto const ask = [&](std::string const& scope) {
    return sandbox.bob().sts("GetWebIdentityToken", {{"Audience.member.1", "api"},
                                                     {"SigningAlgorithm", "ES384"},
                                                     {"SubjectMode", "OriginIdentity"},
                                                     {"Scope", scope}});
  };
  auto const for_origin =
      allowing("sts:GetWebIdentityToken", "*", R"({"StringEquals":{"sts:SubjectMode":"OriginIdentity"}})");
  sandbox.let_bob(for_origin);
  EXPECT_THAT(ask("read"), is_denied_with(sandbox.implicit_denial("sts:SetWebIdentityTokenScope", "*")));
  sandbox.let_bob(for_origin + "," +
                  allowing("sts:SetWebIdentityTokenScope", "*",
                           R"({"ForAllValues:StringEquals":{"sts:IdentityTokenScope":["read","list"]}})"));
  EXPECT_EQ(ask("read list").code(), "ValidationError");
  EXPECT_EQ(ask("read write").code(), "AccessDenied");
}

// The recorded documents of the tasks have no statement that allows anything.
TEST(EnforcementOfRoot, that_was_assumed_is_for_its_task_only) {
  Sandbox const manager, member;
  auto const stated = enforcing_server().exchange(
      {.method = "PUT",
       .target = "/_iam/organization?account=" + manager.account(),
       .body = R"({"root_features":["RootSessions"],"root":{"accounts":[")" + member.account() + R"("]}})"});
  ASSERT_EQ(stated.status, 200) << stated.body;
  SignedCaller const session(
      enforcing_server(),
      credentials_of(manager.root().sts(
          "AssumeRoot", {{"TargetPrincipal", member.account()},
                         {"TaskPolicyArn.arn", "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}})));
  EXPECT_THAT(session.iam("GetAccountSummary"), succeeds());
  EXPECT_EQ(session.iam("CreateUser", {{"UserName", "Eve"}}).code(), "AccessDenied");
  EXPECT_EQ(session.iam("GetUser", {{"UserName", "Bob"}}).code(), "AccessDenied");
}

}  // namespace
}  // namespace conformance
