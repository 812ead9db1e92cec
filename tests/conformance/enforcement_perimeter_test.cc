// What an organization means for decisions: its condition keys, its resource control policies, and who is under them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
#include "client/enforcing.h"
#include "client/federation.h"

namespace conformance {
namespace {

constexpr auto kOrganization = "o-perimeter01";
constexpr auto kIssuer = "https://token.actions.githubusercontent.com";
constexpr auto kHost = "token.actions.githubusercontent.com";
constexpr auto kDenyTokens =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sts:*","Resource":"*"}})";

Server const& server_with_providers() {
  static Server const server({"--auth", "enforce", "--test-idp", "on"});
  return server;
}

// An organization with one member; `more`: further members of the organization, each with a comma behind it.
void state(Server const& server, std::string const& manager, std::string const& more, std::string const& account) {
  auto const stated = server.exchange({.method = "PUT",
                                       .target = "/_iam/organization?account=" + manager,
                                       .body = "{" + more + R"("root":{"id":"r-root","accounts":[)" + account + "]}}"});
  ASSERT_EQ(stated.status, 200) << stated.body;
}

std::string condition(std::string const& test, std::string const& key, std::string const& value) {
  return "{\"" + test + "\":{\"" + key + "\":\"" + value + "\"}}";
}

std::string denying_if(std::string const& action, std::string const& condition) {
  return allowing("*") + R"(,{"Effect":"Deny","Action":")" + action + R"(","Resource":"*","Condition":)" + condition +
         "}";
}

// A member of an organization, whose id is random for each.
class Perimeter : public testing::Test {
 protected:
  Perimeter() { state(enforcing_server(), manager_, "\"id\":\"" + id_ + "\",", "\"" + sandbox_.account() + "\""); }

  std::string is_in(std::string const& id, std::string const& test = "StringEquals") const {
    return condition(test, "aws:PrincipalOrgID", id);
  }

  Answer assumes(std::string const& statements) const {
    sandbox_.root().iam("DeleteRole", {{"RoleName", "Ops"}});
    sandbox_.let_bob(allowing("sts:AssumeRole"));
    EXPECT_THAT(
        sandbox_.root().iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", policy_of(statements)}}),
        succeeds());
    return sandbox_.bob().sts("AssumeRole", {{"RoleArn", sandbox_.arn("role/Ops")}, {"RoleSessionName", "session"}});
  }

  Sandbox sandbox_;
  std::string manager_ = Caller::new_account();
  std::string id_ = kOrganization + manager_;
};

std::string trust(std::string const& effect, std::string const& condition = "{}") {
  return R"({"Effect":")" + effect + R"(","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":)" + condition +
         "}";
}

TEST_F(Perimeter, trust_policies_know_the_organization_of_the_caller) {
  EXPECT_THAT(assumes(trust("Allow", is_in(id_))), succeeds());
  EXPECT_EQ(assumes(trust("Allow", is_in("o-another001"))).code(), "AccessDenied");
  EXPECT_EQ(assumes(trust("Allow") + "," + trust("Deny", is_in(id_))).code(), "AccessDenied");
  EXPECT_THAT(assumes(trust("Allow") + "," + trust("Deny", is_in(id_, "StringNotEquals"))), succeeds());
}

TEST_F(Perimeter, identity_policies_know_the_organization_of_the_caller) {
  sandbox_.let_bob(denying_if("iam:CreateUser", is_in(id_)));
  EXPECT_EQ(sandbox_.bob().iam("CreateUser", {{"UserName", "Eve"}}).code(), "AccessDenied");
  sandbox_.let_bob(denying_if("iam:CreateUser", is_in(id_, "StringNotEquals")));
  EXPECT_THAT(sandbox_.bob().iam("CreateUser", {{"UserName", "Eve"}}), succeeds());
}

TEST_F(Perimeter, policies_know_the_path_of_the_caller) {
  auto const path = id_ + "/r-root/*";
  sandbox_.let_bob(allowing("iam:*", "*", condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", path)));
  EXPECT_THAT(sandbox_.bob().iam("ListUsers"), succeeds());
  sandbox_.let_bob(allowing("iam:*", "*", condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", id_ + "/ou-*")));
  EXPECT_EQ(sandbox_.bob().iam("ListUsers").code(), "AccessDenied");
}

TEST_F(Perimeter, policies_know_the_organization_of_the_resource) {
  sandbox_.let_bob(allowing("iam:*", "*", condition("StringEquals", "aws:ResourceOrgID", id_)));
  EXPECT_THAT(sandbox_.bob().iam("ListUsers"), succeeds());
  sandbox_.let_bob(allowing("iam:*", "*", condition("ForAnyValue:StringLike", "aws:ResourceOrgPaths", id_ + "/r-*")));
  EXPECT_THAT(sandbox_.bob().iam("ListUsers"), succeeds());
  sandbox_.let_bob(denying_if("iam:ListUsers", condition("StringEquals", "aws:ResourceOrgID", id_)));
  EXPECT_EQ(sandbox_.bob().iam("ListUsers").code(), "AccessDenied");
}

// Whether or not policies are enforced, a trust policy is asked.
TEST(PerimeterOfTrust, counts_where_nothing_is_enforced) {
  Caller me;
  auto const id = kOrganization + me.account();
  state(shared_server(), Caller::new_account(), "\"id\":\"" + id + "\",", "\"" + me.account() + "\"");
  auto const assumes = [&](std::string const& name, std::string const& organization) {
    create_role(me, name,
                {{"AssumeRolePolicyDocument",
                  policy_of(trust("Allow", condition("StringEquals", "aws:PrincipalOrgID", organization)))}});
    return assume(me, me.arn("role/" + name), "session");
  };
  EXPECT_THAT(assumes("Ours", id), succeeds());
  EXPECT_EQ(assumes("Theirs", "o-another001").code(), "AccessDenied");
}

// Root of a member may be let in by itself and kept out as what AssumeRoot makes.
TEST(PerimeterOfRoot, policies_know_sessions_of_root) {
  Sandbox const member;
  auto const manager = Caller::new_account();
  state(enforcing_server(), manager,
        R"("root_features":["RootSessions"],"scps":{"NoSessions":)" +
            policy_of(denying_if("iam:GetAccountSummary", condition("Bool", "aws:AssumedRoot", "true"))) + "},",
        R"({"id":")" + member.account() + R"(","scps":["NoSessions"]})");
  SignedCaller const root_of_manager(enforcing_server(), {manager, "test"});
  auto const answer = root_of_manager.sts(
      "AssumeRoot", {{"TargetPrincipal", member.account()},
                     {"TaskPolicyArn.arn", "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}});
  ASSERT_THAT(answer, succeeds());
  Credentials const credentials{answer.text("Credentials/AccessKeyId"), answer.text("Credentials/SecretAccessKey"),
                                answer.text("Credentials/SessionToken")};
  EXPECT_EQ(SignedCaller(enforcing_server(), credentials).iam("GetAccountSummary").code(), "AccessDenied");
  EXPECT_THAT(member.root().iam("GetAccountSummary"), succeeds());
}

// A task policy only denies. One that is not found because of the region of a signature must not let everything pass.
TEST(PerimeterOfRoot, a_session_keeps_to_its_task_wherever_it_signs) {
  Sandbox const member;
  auto const manager = Caller::new_account();
  state(enforcing_server(), manager, R"("root_features":["RootSessions"],)", "\"" + member.account() + "\"");
  auto const answer =
      SignedCaller(enforcing_server(), {manager, "test"})
          .sts("AssumeRoot", {{"TargetPrincipal", member.account()},
                              {"TaskPolicyArn.arn", "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}});
  for (auto const* region : {"us-east-1", "cn-north-1", "us-gov-west-1"}) {
    Credentials const credentials{answer.text("Credentials/AccessKeyId"), answer.text("Credentials/SecretAccessKey"),
                                  answer.text("Credentials/SessionToken"), region};
    SignedCaller const session(enforcing_server(), credentials);
    EXPECT_EQ(session.iam("CreateUser", {{"UserName", "Eve"}}).status(), 403) << region;
    EXPECT_EQ(session.iam("CreateAccessKey").status(), 403) << region;
  }
}

TEST(PerimeterOfPartitions, an_attached_denial_counts_wherever_its_holder_signs) {
  Sandbox const sandbox;
  auto const policy = sandbox.create_policy("Nothing", denying("*"));
  sandbox.let_bob(allowing("*"));
  EXPECT_THAT(sandbox.root().iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", policy}}), succeeds());
  auto const key = sandbox.root().iam("CreateAccessKey", {{"UserName", "Bob"}});
  for (auto const* region : {"us-east-1", "cn-north-1", "us-gov-west-1"}) {
    Credentials const credentials{key.text("AccessKey/AccessKeyId"), key.text("AccessKey/SecretAccessKey"), "", region};
    SignedCaller const bob(enforcing_server(), credentials);
    EXPECT_EQ(bob.iam("ListUsers").status(), 403) << region;
    EXPECT_EQ(bob.iam("DetachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", policy}}).status(), 403) << region;
  }
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html: resource control
// policies cover the three ways to assume a role.
class ResourceControl : public testing::Test {
 protected:
  ResourceControl() : member_(server_), me_(server_, member_.account()) {}

  void control() {
    state(server_, Caller::new_account(), R"("rcps":{"NoTokens":)" + std::string(kDenyTokens) + "},",
          R"({"id":")" + member_.account() + R"(","rcps":["NoTokens"]})");
  }

  void create_role(std::string const& provider, std::string const& action, std::string const& condition = "{}") {
    EXPECT_THAT(member_.root().iam("CreateRole", {{"RoleName", "Ops"},
                                                  {"AssumeRolePolicyDocument",
                                                   trusting(federated_principal(provider), action, condition)}}),
                succeeds());
  }

  Server const& server_ = server_with_providers();
  Sandbox member_;
  Caller me_;
  std::string role_ = member_.arn("role/Ops");
};

TEST_F(ResourceControl, denies_to_who_brings_a_token) {
  auto const provider = member_.arn(std::string("oidc-provider/") + kHost);
  EXPECT_THAT(member_.root().iam("CreateOpenIDConnectProvider",
                                 {{"Url", kIssuer}, {"ClientIDList.member.1", "sts.amazonaws.com"}}),
              succeeds());
  create_role(provider, R"("sts:AssumeRoleWithWebIdentity")",
              R"({"StringLike":{")" + std::string(kHost) + R"(:sub":"repo:o/r:*"}})");
  auto const present = [&] {
    auto const token = minted_token(server_, R"({"iss":")" + std::string(kIssuer) + R"(","sub":"repo:o/r:x"})");
    return me_.sts("AssumeRoleWithWebIdentity",
                   {{"RoleArn", role_}, {"RoleSessionName", "session"}, {"WebIdentityToken", token}});
  };
  EXPECT_THAT(present(), succeeds());
  control();
  EXPECT_EQ(present().code(), "AccessDenied");
}

TEST_F(ResourceControl, denies_to_who_brings_an_assertion) {
  auto const provider = member_.arn("saml-provider/idp");
  auto const metadata = server_.exchange({.target = "/_iam/saml/metadata"}).body;
  EXPECT_THAT(member_.root().iam("CreateSAMLProvider", {{"Name", "idp"}, {"SAMLMetadataDocument", metadata}}),
              succeeds());
  create_role(provider, R"("sts:AssumeRoleWithSAML")");
  auto const present = [&] {
    auto const assertion = signed_assertion(server_, R"({"roles":[{"role":")" + role_ + R"(","provider":")" + provider +
                                                         R"("}],"name_id":"ada","session_name":"ada"})");
    return me_.sts("AssumeRoleWithSAML",
                   {{"RoleArn", role_}, {"PrincipalArn", provider}, {"SAMLAssertion", assertion}});
  };
  EXPECT_THAT(present(), succeeds());
  control();
  EXPECT_EQ(present().code(), "AccessDenied");
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html: only organizations with
// all features have them.
TEST(Billing, leaves_decisions_alone) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("*"));
  state(enforcing_server(), Caller::new_account(),
        R"("features":"CONSOLIDATED_BILLING","scps":{"NoListing":)" + policy_of(denying("iam:ListUsers")) + "},",
        R"({"id":")" + sandbox.account() + R"(","scps":["NoListing"]})");
  EXPECT_THAT(sandbox.bob().iam("ListUsers"), succeeds());
  auto const simulated = sandbox.root().iam(
      "SimulatePrincipalPolicy",
      {{"PolicySourceArn", sandbox.arn("user/team/Bob")}, {"ActionNames.member.1", "iam:ListUsers"}});
  EXPECT_EQ(simulated.text("EvaluationResults/member/EvalDecision"), "allowed");
  EXPECT_EQ(simulated.text("EvaluationResults/member/OrganizationsDecisionDetail/AllowedByOrganizations"), "true");
  auto const asked = enforcing_server().exchange(
      {.method = "POST",
       .target = "/_iam/authorize",
       .body = R"({"principal":")" + sandbox.arn("user/team/Bob") + R"(","action":"iam:ListUsers"})"});
  EXPECT_THAT(asked.body, testing::HasSubstr(R"("decision":"allowed")"));
}

}  // namespace
}  // namespace conformance
