// Centralized root access of an organization that the operator stated:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootSessions.html and its neighbours.
// The codes are the model's; when each is answered follows their documentation. One of the sentences is known.
#include "client/organization.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr auto kEnableCredentials = "EnableOrganizationsRootCredentialsManagement";
constexpr auto kEnableSessions = "EnableOrganizationsRootSessions";
constexpr auto kDisableCredentials = "DisableOrganizationsRootCredentialsManagement";
constexpr auto kDisableSessions = "DisableOrganizationsRootSessions";
constexpr auto kList = "ListOrganizationsFeatures";

constexpr char const* kAll[] = {kEnableCredentials, kEnableSessions, kDisableCredentials, kDisableSessions, kList};

void expect_all_fail(Caller& me, std::string const& code) {
  for (auto const* operation : kAll) {
    auto const answer = me.iam(operation);
    EXPECT_EQ(answer.status(), 400) << operation;
    EXPECT_EQ(answer.code(), code) << operation;
  }
}

TEST(OrganizationsFeatures, are_none_at_first) {
  Caller me;
  state_organization(me);
  auto const listed = me.iam(kList);
  EXPECT_THAT(listed, succeeds());
  EXPECT_THAT(listed.text("OrganizationId"), MatchesRegex("o-[a-z0-9]{10,32}"));
  EXPECT_TRUE(listed.has("EnabledFeatures"));
  EXPECT_THAT(listed.texts("EnabledFeatures"), IsEmpty());
}

TEST(OrganizationsFeatures, are_enabled_and_disabled_one_by_one) {
  Caller me;
  state_organization(me);
  EXPECT_THAT(me.iam(kEnableSessions).texts("EnabledFeatures"), ElementsAre("RootSessions"));
  EXPECT_THAT(me.iam(kEnableCredentials).texts("EnabledFeatures"),
              ElementsAre("RootCredentialsManagement", "RootSessions"));
  EXPECT_THAT(me.iam(kList).texts("EnabledFeatures"), ElementsAre("RootCredentialsManagement", "RootSessions"));
  EXPECT_THAT(me.iam(kDisableSessions).texts("EnabledFeatures"), ElementsAre("RootCredentialsManagement"));
  EXPECT_THAT(me.iam(kDisableCredentials).texts("EnabledFeatures"), IsEmpty());
  EXPECT_EQ(me.iam(kList).text("OrganizationId"), me.iam(kEnableSessions).text("OrganizationId"));
}

TEST(OrganizationsFeatures, may_be_set_to_what_they_are) {
  Caller me;
  state_organization(me);
  EXPECT_THAT(me.iam(kDisableSessions), succeeds());
  EXPECT_THAT(me.iam(kEnableSessions), succeeds());
  EXPECT_THAT(me.iam(kEnableSessions).texts("EnabledFeatures"), ElementsAre("RootSessions"));
}

TEST(OrganizationsFeatures, need_an_organization) {
  Caller me;
  expect_all_fail(me, "OrganizationNotFoundException");
}

TEST(OrganizationsFeatures, need_all_features_of_organizations) {
  Caller me;
  state_organization(me, R"({"features": "CONSOLIDATED_BILLING"})");
  expect_all_fail(me, "OrganizationNotInAllFeaturesModeException");
}

// Recorded in public by radkawar/stackd (testdata/aws/iam/root_access.json).
TEST(OrganizationsFeatures, need_trusted_access) {
  Caller me;
  state_organization(me, R"({"trusted_services": []})");
  expect_all_fail(me, "ServiceAccessNotEnabledException");
  EXPECT_EQ(me.iam(kList).message(),
            "Trusted Access for IAM not enabled by organization of input account " + me.account() + ".");
}

TEST(OrganizationsFeatures, are_not_for_members) {
  Caller manager, member;
  state_organization(manager, "{" + root_with(quoted(member.account())) + "}");
  expect_all_fail(member, "AccountNotManagementOrDelegatedAdministratorException");
}

// Only enabling declares CallerIsNotManagementAccountException.
TEST(OrganizationsFeatures, may_be_seen_and_disabled_but_not_enabled_by_delegated_administrators) {
  Caller manager, member;
  auto const id = quoted(member.account());
  state_organization(manager, R"({"delegated_administrators":[)" + id + "]," + root_with(id) + "}");
  manager.iam(kEnableSessions);
  manager.iam(kEnableCredentials);
  for (auto const* operation : {kEnableSessions, kEnableCredentials}) {
    EXPECT_EQ(member.iam(operation).code(), "CallerIsNotManagementAccountException");
  }
  EXPECT_THAT(member.iam(kList).texts("EnabledFeatures"), ElementsAre("RootCredentialsManagement", "RootSessions"));
  EXPECT_THAT(member.iam(kDisableSessions).texts("EnabledFeatures"), ElementsAre("RootCredentialsManagement"));
  EXPECT_THAT(member.iam(kDisableCredentials).texts("EnabledFeatures"), IsEmpty());
}

TEST(OrganizationsFeatures, of_one_organization_are_not_those_of_another) {
  Caller me, other;
  state_organization(me);
  state_organization(other);
  me.iam(kEnableSessions);
  EXPECT_THAT(other.iam(kList).texts("EnabledFeatures"), IsEmpty());
  EXPECT_NE(other.iam(kList).text("OrganizationId"), me.iam(kList).text("OrganizationId"));
}

}  // namespace
}  // namespace conformance
