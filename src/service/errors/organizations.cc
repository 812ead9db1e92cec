#include "errors/organizations.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error organization_not_found() {
  return make_error(api::kOrganizationNotFoundException,
                    "The account making the request is not part of an organization.");
}

Error not_management_or_delegated_administrator() {
  return make_error(
      api::kAccountNotManagementOrDelegatedAdministratorException,
      "The account making the request is not the management account or delegated administrator account for"
      " centralized root access.");
}

Error caller_is_not_management_account() {
  return make_error(api::kCallerIsNotManagementAccountException,
                    "The account making the request is not the management account for the organization.");
}

Error organization_not_in_all_features_mode() {
  return make_error(api::kOrganizationNotInAllFeaturesModeException,
                    "The organization does not have all features enabled.");
}

Error service_access_not_enabled(AccountId account) {
  return make_error(
      api::kServiceAccessNotEnabledException,
      fmt::format("Trusted Access for IAM not enabled by organization of input account {}.", account.text()));
}

// The code was recorded, the sentence is that of any access that is denied.
Error report_needs_management_account(std::string_view caller_arn, std::string_view action) {
  return access_denied(fmt::format("User: {} is not authorized to perform: {}", caller_arn, action));
}

// Unconfirmed.
Error too_many_organization_reports() {
  return make_error(api::kReportGenerationLimitExceeded,
                    "The maximum number of concurrent requests for this account are already running.");
}

}  // namespace iam::service::errors
