#include "iam/call/quotas.h"

#include "iam/call/call.h"
#include "iam/call/errors.h"
#include "iam/store/quotas.h"

namespace iam::service {
namespace {

constexpr Quota kQuotas[] = {
    quotas::kTrustPolicySize,
    quotas::kAccessKeysPerUser,
    quotas::kCertificatesPerUser,
    quotas::kClientIdsPerOidcProvider,
    quotas::kDelegationRequestsPerAccount,
    quotas::kGroupPolicySize,
    quotas::kGroupsPerAccount,
    quotas::kGroupsPerUser,
    quotas::kInstanceProfilesPerAccount,
    quotas::kRolesPerInstanceProfile,
    quotas::kMfaDevicesPerUser,
    quotas::kOidcProvidersPerAccount,
    quotas::kPoliciesPerAccount,
    quotas::kPoliciesPerGroup,
    quotas::kPoliciesPerRole,
    quotas::kPoliciesPerUser,
    quotas::kPolicySize,
    quotas::kPolicyVersionsInUse,
    quotas::kPrivateKeysPerSamlProvider,
    quotas::kRolePolicySize,
    quotas::kRolesPerAccount,
    quotas::kSamlProvidersPerAccount,
    quotas::kServerCertificatesPerAccount,
    quotas::kServiceSpecificCredentialsPerUser,
    quotas::kSshPublicKeysPerUser,
    quotas::kTagsPerEntity,
    quotas::kUserPolicySize,
    quotas::kUsersPerAccount,
    quotas::kVersionsPerPolicy,
};

}  // namespace

std::span<Quota const> all_quotas() { return kQuotas; }

Quota const* find_quota(std::string_view name) {
  for (auto const& quota : kQuotas) {
    if (quota.name == name) return &quota;
  }
  return nullptr;
}

std::int64_t quota_value(store::Session& session, AccountId account, Quota const& quota) {
  return store::Quotas(session).find(account, quota.name).value_or(quota.standard);
}

Status check_quota(Call& call, Quota const& quota, std::int64_t wanted) {
  auto const allowed = quota_value(call.store, call.account(), quota);
  if (wanted > allowed) return fail(errors::quota_exceeded(quota.name, allowed));
  return {};
}

}  // namespace iam::service
