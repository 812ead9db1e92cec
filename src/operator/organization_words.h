// The words that an organization is stated and shown with.
#pragma once

#include "iam/policy/compile.h"
#include "iam/policy/grammar.h"
#include "iam/store/organization.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

inline constexpr std::string_view kIam = "iam.amazonaws.com";
inline constexpr std::string_view kAllFeatures = "ALL";
inline constexpr std::string_view kBillingOnly = "CONSOLIDATED_BILLING";
inline constexpr std::string_view kRootCredentials = "RootCredentialsManagement";
inline constexpr std::string_view kRootSessions = "RootSessions";

inline constexpr std::string_view kFullResourceAccessDocument =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]})";

struct OrganizationPolicyKind {
  store::ControlPolicyKind kind;
  std::string_view member;       // of the organization: its policies; of a level: the names of those attached
  std::string_view full_access;  // AWS's own, attached to whatever states none
  std::string_view full_access_id;
  std::string_view full_access_document;
  std::optional<std::string> (*fault)(std::string_view document);
};

inline constexpr OrganizationPolicyKind kOrganizationPolicyKinds[] = {
    {store::ControlPolicyKind::kService, "scps", "FullAWSAccess", "p-FullAWSAccess", policy::kEverythingAllowed,
     policy::service_control_policy_fault},
    {store::ControlPolicyKind::kResource, "rcps", "RCPFullAWSAccess", "p-RCPFullAWSAccess", kFullResourceAccessDocument,
     policy::resource_control_policy_fault},
};

}  // namespace iam::gateway
