// How much an account may have: AWS's default quotas, and those set otherwise for an account.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/store/session.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace iam::service {

struct Call;

// A quota, by the name AWS gives it in `Cannot exceed quota for UsersPerAccount: 5000`.
struct Quota {
  std::string_view name;
  std::int64_t standard;
};

namespace quotas {
inline constexpr Quota kAccessKeysPerUser{"AccessKeysPerUser", 2};
inline constexpr Quota kTrustPolicySize{"ACLSizePerRole", 2048};
inline constexpr Quota kCertificatesPerUser{"CertificatesPerUser", 2};
inline constexpr Quota kClientIdsPerOidcProvider{"ClientIdsPerOpenIdConnectProvider", 100};
inline constexpr Quota kDelegationRequestsPerAccount{"DelegationRequestsPerAccount", 5000};  // unconfirmed
inline constexpr Quota kGroupPolicySize{"GroupPolicySize", 5120};
inline constexpr Quota kGroupsPerAccount{"GroupsPerAccount", 300};
inline constexpr Quota kGroupsPerUser{"GroupsPerUser", 10};
inline constexpr Quota kInstanceProfilesPerAccount{"InstanceProfilesPerAccount", 1000};
inline constexpr Quota kMfaDevicesPerUser{"MFADevicesPerUser", 8};
inline constexpr Quota kOidcProvidersPerAccount{"OpenIDConnectProvidersPerAccount", 100};
inline constexpr Quota kPoliciesPerAccount{"PoliciesPerAccount", 1500};
inline constexpr Quota kPoliciesPerGroup{"PoliciesPerGroup", 10};
inline constexpr Quota kPoliciesPerRole{"PoliciesPerRole", 10};
inline constexpr Quota kPoliciesPerUser{"PoliciesPerUser", 10};
inline constexpr Quota kPolicySize{"PolicySize", 6144};
inline constexpr Quota kPolicyVersionsInUse{"PolicyVersionsInUse", 10000};
inline constexpr Quota kPrivateKeysPerSamlProvider{"PrivateKeysPerSAMLProvider", 2};  // the model's; name unconfirmed
inline constexpr Quota kRolePolicySize{"RolePolicySize", 10240};
inline constexpr Quota kRolesPerAccount{"RolesPerAccount", 1000};
inline constexpr Quota kRolesPerInstanceProfile{"InstanceSessionsPerInstanceProfile", 1};
inline constexpr Quota kSamlProvidersPerAccount{"SAMLProvidersPerAccount", 100};
inline constexpr Quota kServerCertificatesPerAccount{"ServerCertificatesPerAccount", 20};
inline constexpr Quota kServiceSpecificCredentialsPerUser{"ServiceSpecificCredentialsPerUser", 2};
inline constexpr Quota kSshPublicKeysPerUser{"SSHPublicKeysPerUser", 5};
inline constexpr Quota kTagsPerEntity{"TagsPerEntity", 50};
inline constexpr Quota kUserPolicySize{"UserPolicySize", 2048};
inline constexpr Quota kUsersPerAccount{"UsersPerAccount", 5000};
inline constexpr Quota kVersionsPerPolicy{"VersionsPerPolicy", 5};
}  // namespace quotas

// Every quota, by name.
std::span<Quota const> all_quotas();

// The quota called `name`; null when there is none.
Quota const* find_quota(std::string_view name);

// What holds for the account now.
std::int64_t quota_value(store::Session& session, AccountId account, Quota const& quota);

// `Cannot exceed quota for <name>: <n>` when `wanted` is more than the account may have.
Status check_quota(Call& call, Quota const& quota, std::int64_t wanted);

}  // namespace iam::service
