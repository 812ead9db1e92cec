// Service control policies with `--auth enforce`.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
#include "client/enforcing.h"

namespace conformance {
namespace {

// All but one action: a level must allow, too.
constexpr auto kNoListing = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},)"
                            R"({"Effect":"Deny","Action":"iam:ListUsers","Resource":"*"}]})";
constexpr auto kOnlyGetUser =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetUser","Resource":"*"}})";

// Puts the account into an organization that another one manages, under a policy of its own.
void govern(Sandbox const& sandbox, std::string const& name, std::string const& document) {
  auto const manager = Caller::new_account();
  auto const body = R"({"scps":{")" + name + "\":" + document + R"(},"root":{"accounts":[{"id":")" + sandbox.account() +
                    R"(","scps":[")" + name + "\"]}]}}";
  auto const stated =
      enforcing_server().exchange({.method = "PUT", .target = "/_iam/organization?account=" + manager, .body = body});
  EXPECT_EQ(stated.status, 200) << stated.body;
}

TEST(EnforcementOfOrganizations, a_denial_wins_over_everything_and_names_its_policy) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("*"));
  EXPECT_THAT(sandbox.bob().iam("ListUsers"), succeeds());
  govern(sandbox, "NoListing", kNoListing);
  auto const denied = sandbox.bob().iam("ListUsers");
  EXPECT_EQ(denied.code(), "AccessDenied");
  EXPECT_THAT(denied.message().value_or(""),
              testing::StartsWith(sandbox.denial("iam:ListUsers", sandbox.arn("user/")) +
                                  " with an explicit deny in a service control policy: arn:aws:organizations::"));
}

TEST(EnforcementOfOrganizations, what_a_level_does_not_allow_is_denied) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("*"));
  govern(sandbox, "OnlyGetUser", kOnlyGetUser);
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  EXPECT_THAT(sandbox.bob().iam("ListUsers"),
              is_denied_with(sandbox.denial("iam:ListUsers", sandbox.arn("user/")) +
                             " because no service control policy allows the iam:ListUsers action"));
}

// Observed on AWS: radkawar/stackd, resource_controls.json of 2026-09-12. The sentence names the policy.
TEST(EnforcementOfOrganizations, a_resource_control_policy_that_denies_assuming_a_role_is_named) {
  Sandbox const sandbox;
  auto const trust = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":")" +
                     sandbox.arn("user/team/Bob") + R"("},"Action":"sts:AssumeRole"}})";
  ASSERT_THAT(sandbox.root().iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trust}}), succeeds());
  auto const body = R"({"rcps":{"NoSts":{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",)"
                    R"("Action":"sts:*","Resource":"*"}}},"root":{"accounts":[{"id":")" +
                    sandbox.account() + R"(","rcps":["NoSts"]}]}})";
  auto const stated = enforcing_server().exchange(
      {.method = "PUT", .target = "/_iam/organization?account=" + Caller::new_account(), .body = body});
  ASSERT_EQ(stated.status, 200) << stated.body;
  auto const denied =
      sandbox.bob().sts("AssumeRole", {{"RoleArn", sandbox.arn("role/Ops")}, {"RoleSessionName", "me"}});
  EXPECT_EQ(denied.code(), "AccessDenied");
  EXPECT_THAT(denied.message().value_or(""),
              testing::MatchesRegex(sandbox.denial("sts:AssumeRole", sandbox.arn("role/Ops")) +
                                    " with an explicit deny in a resource control policy: "
                                    "arn:aws:organizations::[0-9]+:policy/o-[^/]+/resource_control_policy/p-.*"));
}

TEST(EnforcementOfOrganizations, root_of_a_member_obeys) {
  Sandbox const sandbox;
  govern(sandbox, "NoListing", kNoListing);
  EXPECT_EQ(sandbox.root().iam("ListUsers").code(), "AccessDenied");
  EXPECT_THAT(sandbox.root().iam("GetUser"), succeeds());
}

}  // namespace
}  // namespace conformance
