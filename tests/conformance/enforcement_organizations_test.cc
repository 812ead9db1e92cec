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

TEST(EnforcementOfOrganizations, root_of_a_member_obeys) {
  Sandbox const sandbox;
  govern(sandbox, "NoListing", kNoListing);
  EXPECT_EQ(sandbox.root().iam("ListUsers").code(), "AccessDenied");
  EXPECT_THAT(sandbox.root().iam("GetUser"), succeeds());
}

}  // namespace
}  // namespace conformance
