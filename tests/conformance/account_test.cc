// The account's alias, preferences and summary.
#include "client/caller.h"
#include "client/principals.h"

#include <map>

namespace conformance {
namespace {

constexpr auto kReadsObjects =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}})";

// An alias that no other test and no other run of it asks for.
std::string alias_of(Caller const& caller) { return "alias-" + caller.account(); }

std::vector<std::string> aliases(Caller& caller) {
  auto const answer = caller.iam("ListAccountAliases");
  EXPECT_THAT(answer, succeeds());
  return answer.texts("AccountAliases");
}

std::string summary(Caller& caller, std::string const& key) {
  auto const answer = caller.iam("GetAccountSummary");
  EXPECT_THAT(answer, succeeds());
  return answer.entries("SummaryMap")[key];
}

TEST(AccountAlias, is_listed_once_it_is_made) {
  Caller me;
  EXPECT_THAT(aliases(me), testing::IsEmpty());
  EXPECT_THAT(me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}}), succeeds());
  EXPECT_THAT(aliases(me), testing::ElementsAre(alias_of(me)));
}

TEST(AccountAlias, answers_without_a_result_when_it_is_made) {
  Caller me;
  auto const answer = me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  EXPECT_THAT(answer.body(), testing::Not(testing::HasSubstr("Result")));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html: a new alias overwrites the previous one.
TEST(AccountAlias, takes_the_place_of_the_one_before) {
  Caller me;
  me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  EXPECT_THAT(me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me) + "-new"}}), succeeds());
  EXPECT_THAT(aliases(me), testing::ElementsAre(alias_of(me) + "-new"));
}

// https://github.com/awslabs/aws-deployment-framework/pull/465 quotes the sentence.
TEST(AccountAlias, is_one_accounts_only) {
  Caller me;
  Caller other;
  me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  other.iam("CreateAccountAlias", {{"AccountAlias", alias_of(other)}});
  EXPECT_THAT(other.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}}),
              fails_with(409, "EntityAlreadyExists", "The account alias " + alias_of(me) + " already exists."));
  EXPECT_THAT(aliases(other), testing::ElementsAre(alias_of(other)));
}

TEST(AccountAlias, exists_already_for_the_account_that_has_it) {
  Caller me;
  me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  EXPECT_THAT(me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}}),
              fails_with(409, "EntityAlreadyExists", "The account alias " + alias_of(me) + " already exists."));
}

TEST(AccountAlias, is_free_again_when_deleted) {
  Caller me;
  Caller other;
  me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  EXPECT_THAT(me.iam("DeleteAccountAlias", {{"AccountAlias", alias_of(me)}}), succeeds());
  EXPECT_THAT(aliases(me), testing::IsEmpty());
  EXPECT_THAT(other.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}}), succeeds());
}

// The code is documented; the wording is not confirmed.
TEST(AccountAlias, is_deleted_by_its_account_only) {
  Caller me;
  Caller other;
  me.iam("CreateAccountAlias", {{"AccountAlias", alias_of(me)}});
  EXPECT_THAT(other.iam("DeleteAccountAlias", {{"AccountAlias", alias_of(me)}}),
              fails_with(404, "NoSuchEntity", "The Account Alias " + alias_of(me) + " cannot be found."));
  EXPECT_THAT(aliases(me), testing::ElementsAre(alias_of(me)));
}

// app-sre/qontract-schemas#824 for the sentence; the twelve digits are documented (reference_iam-quotas).
TEST(AccountAlias, has_a_shape) {
  Caller me;
  for (auto const* const alias : {"Upper", "-begins", "ends-", "two--hyphens", "under_score"}) {
    EXPECT_THAT(me.iam("CreateAccountAlias", {{"AccountAlias", alias}}),
                fails_with(400, "ValidationError",
                           "The specified value for accountAlias is invalid. It must be a minimum length of 3 "
                           "characters and maximum length of 63 characters, contain only digits, lowercase letters, "
                           "and hyphens (-), but cannot begin or end with a hyphen."))
        << alias;
  }
  EXPECT_THAT(me.iam("CreateAccountAlias"),
              fails_with(400, "ValidationError", violation("accountAlias", "Member must not be null")));
  EXPECT_EQ(me.iam("CreateAccountAlias", {{"AccountAlias", "123456789012"}}).code(), "ValidationError");
  EXPECT_EQ(me.iam("CreateAccountAlias", {{"AccountAlias", "ab"}}).code(), "ValidationError");
  EXPECT_EQ(me.iam("CreateAccountAlias", {{"AccountAlias", std::string(64, 'a')}}).code(), "ValidationError");
}

TEST(AccountAlias, has_no_second_page) {
  Caller me;
  EXPECT_EQ(me.iam("ListAccountAliases").text("IsTruncated"), "false");
  EXPECT_THAT(me.iam("ListAccountAliases", {{"Marker", "made-up"}}),
              fails_with(400, "ValidationError", "Invalid Marker."));
}

// Terraform reads the version back from the summary after it has set it (traffic of provider 5.100.0).
TEST(SecurityTokenServicePreferences, shows_in_the_summary) {
  Caller me;
  EXPECT_EQ(summary(me, "GlobalEndpointTokenVersion"), "1");
  EXPECT_THAT(me.iam("SetSecurityTokenServicePreferences", {{"GlobalEndpointTokenVersion", "v2Token"}}), succeeds());
  EXPECT_EQ(summary(me, "GlobalEndpointTokenVersion"), "2");
  me.iam("SetSecurityTokenServicePreferences", {{"GlobalEndpointTokenVersion", "v1Token"}});
  EXPECT_EQ(summary(me, "GlobalEndpointTokenVersion"), "1");
}

TEST(SecurityTokenServicePreferences, knows_two_versions) {
  Caller me;
  EXPECT_THAT(me.iam("SetSecurityTokenServicePreferences", {{"GlobalEndpointTokenVersion", "v3Token"}}),
              fails_with(400, "ValidationError",
                         violation("globalEndpointTokenVersion", "Member must satisfy enum value set")));
}

// LS: the 34 keys of a recorded answer, and the quotas of an account nobody changed.
TEST(AccountSummary, has_every_key) {
  Caller me;
  auto const answer = me.iam("GetAccountSummary");
  std::map<std::string, std::string> const expected = {
      {"AccessKeysPerUserQuota", "2"},
      {"AccountAccessKeysPresent", "0"},
      {"AccountMFAEnabled", "0"},
      {"AccountPasswordPresent", "0"},
      {"AccountSigningCertificatesPresent", "0"},
      {"AssumeRolePolicySizeQuota", "2048"},
      {"AttachedPoliciesPerGroupQuota", "10"},
      {"AttachedPoliciesPerRoleQuota", "10"},
      {"AttachedPoliciesPerUserQuota", "10"},
      {"GlobalEndpointTokenVersion", "1"},
      {"GroupPolicySizeQuota", "5120"},
      {"Groups", "0"},
      {"GroupsPerUserQuota", "10"},
      {"GroupsQuota", "300"},
      {"InstanceProfiles", "0"},
      {"InstanceProfilesQuota", "1000"},
      {"MFADevices", "0"},
      {"MFADevicesInUse", "0"},
      {"Policies", "0"},
      {"PoliciesQuota", "1500"},
      {"PolicySizeQuota", "6144"},
      {"PolicyVersionsInUse", "0"},
      {"PolicyVersionsInUseQuota", "10000"},
      {"Providers", "0"},
      {"RolePolicySizeQuota", "10240"},
      {"Roles", "0"},
      {"RolesQuota", "1000"},
      {"ServerCertificates", "0"},
      {"ServerCertificatesQuota", "20"},
      {"SigningCertificatesPerUserQuota", "2"},
      {"UserPolicySizeQuota", "2048"},
      {"Users", "0"},
      {"UsersQuota", "5000"},
      {"VersionsPerPolicyQuota", "5"},
  };
  EXPECT_EQ(answer.entries("SummaryMap"), expected);
}

TEST(AccountSummary, counts_what_there_is) {
  Caller me;
  me.create_user("Ada");
  me.create_user("Bob");
  me.iam("CreateGroup", {{"GroupName", "team"}});
  auto role = kRole.needed;
  role.emplace_back("RoleName", "worker");
  me.iam("CreateRole", role);
  me.iam("CreateInstanceProfile", {{"InstanceProfileName", "machine"}});
  me.iam("CreatePolicy", {{"PolicyName", "reading"}, {"PolicyDocument", kReadsObjects}});
  me.iam("CreatePolicyVersion", {{"PolicyArn", me.arn("policy/reading")}, {"PolicyDocument", kReadsObjects}});
  me.iam("CreateOpenIDConnectProvider",
         {{"Url", "https://token.example.com"}, {"ThumbprintList.member.1", std::string(40, 'a')}});
  me.iam("DeleteUser", {{"UserName", "Bob"}});
  EXPECT_EQ(summary(me, "Users"), "1");
  EXPECT_EQ(summary(me, "Groups"), "1");
  EXPECT_EQ(summary(me, "Roles"), "1");
  EXPECT_EQ(summary(me, "InstanceProfiles"), "1");
  EXPECT_EQ(summary(me, "Policies"), "1");
  EXPECT_EQ(summary(me, "PolicyVersionsInUse"), "2");
  EXPECT_EQ(summary(me, "Providers"), "1");
}

// A quota set for the account is the one it has.
TEST(AccountSummary, shows_the_quotas_of_the_account) {
  Caller me;
  me.set_quota("UsersPerAccount", 3);
  EXPECT_EQ(summary(me, "UsersQuota"), "3");
}

}  // namespace
}  // namespace conformance
