// GetAccountSummary: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
#include "iam/call/call.h"
#include "iam/call/quotas.h"
#include "iam/service/handlers/account.h"
#include "iam/store/access_keys.h"
#include "iam/store/account.h"
#include "iam/store/entities.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/signing_certificates.h"

namespace iam::service {
namespace {

constexpr std::int64_t kTokenVersionStandard = 1;

// A key that tells how many entities of a kind there are. Kinds that share a key are added up.
struct CountedKey {
  std::string_view key;
  std::string_view kind;
};

constexpr CountedKey kCountedKeys[] = {
    {"Groups", "group"},
    {"InstanceProfiles", "instance-profile"},
    {"MFADevices", "mfa"},
    {"Policies", "policy"},
    {"PolicyVersionsInUse", "policy version"},
    {"Providers", "oidc-provider"},
    {"Providers", "saml-provider"},
    {"Roles", "role"},
    {"ServerCertificates", "server-certificate"},
    {"Users", "user"},
};

// Root has neither a password nor an MFA device here.
constexpr std::string_view kAbsentKeys[] = {"AccountMFAEnabled", "AccountPasswordPresent"};

struct QuotaKey {
  std::string_view key;
  Quota quota;
};

constexpr QuotaKey kQuotaKeys[] = {
    {"AccessKeysPerUserQuota", quotas::kAccessKeysPerUser},
    {"AssumeRolePolicySizeQuota", quotas::kTrustPolicySize},
    {"AttachedPoliciesPerGroupQuota", quotas::kPoliciesPerGroup},
    {"AttachedPoliciesPerRoleQuota", quotas::kPoliciesPerRole},
    {"AttachedPoliciesPerUserQuota", quotas::kPoliciesPerUser},
    {"GroupPolicySizeQuota", quotas::kGroupPolicySize},
    {"GroupsPerUserQuota", quotas::kGroupsPerUser},
    {"GroupsQuota", quotas::kGroupsPerAccount},
    {"InstanceProfilesQuota", quotas::kInstanceProfilesPerAccount},
    {"PoliciesQuota", quotas::kPoliciesPerAccount},
    {"PolicySizeQuota", quotas::kPolicySize},
    {"PolicyVersionsInUseQuota", quotas::kPolicyVersionsInUse},
    {"RolePolicySizeQuota", quotas::kRolePolicySize},
    {"RolesQuota", quotas::kRolesPerAccount},
    {"ServerCertificatesQuota", quotas::kServerCertificatesPerAccount},
    {"SigningCertificatesPerUserQuota", quotas::kCertificatesPerUser},
    {"UserPolicySizeQuota", quotas::kUserPolicySize},
    {"UsersQuota", quotas::kUsersPerAccount},
    {"VersionsPerPolicyQuota", quotas::kVersionsPerPolicy},
};

}  // namespace

Result<api::GetAccountSummaryResponse> get_account_summary(Call& call, api::GetAccountSummaryRequest const&) {
  std::map<std::string, std::int32_t> summary;
  for (auto const& [key, kind] : kCountedKeys) {
    summary[std::string(key)] += static_cast<std::int32_t>(store::Entities(call.store, kind).count(call.account()));
  }
  for (auto const& [key, quota] : kQuotaKeys) {
    summary[std::string(key)] = static_cast<std::int32_t>(quota_value(call.store, call.account(), quota));
  }
  for (auto const key : kAbsentKeys) summary[std::string(key)] = 0;
  summary["MFADevicesInUse"] = static_cast<std::int32_t>(store::MfaDevices(call.store).count_assigned(call.account()));
  summary["AccountAccessKeysPresent"] = store::AccessKeys(call.store).count(call.account(), std::nullopt) > 0 ? 1 : 0;
  summary["AccountSigningCertificatesPresent"] =
      store::SigningCertificates(call.store).count(call.account(), std::nullopt) > 0 ? 1 : 0;
  auto const token_version = store::AccountPreferences(call.store).global_endpoint_token_version(call.account());
  summary["GlobalEndpointTokenVersion"] = static_cast<std::int32_t>(token_version.value_or(kTokenVersionStandard));
  return api::GetAccountSummaryResponse{.summary_map = std::move(summary)};
}

}  // namespace iam::service
