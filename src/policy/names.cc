#include "iam/policy/names.h"

namespace iam::policy {

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kAllowed:
      return "allowed";
    case Outcome::kImplicitDeny:
      return "implicitDeny";
    case Outcome::kExplicitDeny:
      return "explicitDeny";
  }
  return "";
}

std::string_view policy_type_name(PolicyType type) {
  switch (type) {
    case PolicyType::kIdentity:
      return "identity";
    case PolicyType::kPermissionsBoundary:
      return "boundary";
    case PolicyType::kSession:
      return "session";
    case PolicyType::kScopeDown:
      return "scope_down";
    case PolicyType::kResource:
      return "resource";
    case PolicyType::kTrust:
      return "trust";
    case PolicyType::kServiceControl:
      return "service_control";
    case PolicyType::kResourceControl:
      return "resource_control";
    case PolicyType::kEndpoint:
      return "endpoint";
  }
  return "";
}

}  // namespace iam::policy
