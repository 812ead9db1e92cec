#include "errors/organizations.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error organization_not_found() {
  return make(400, "OrganizationNotFoundException", "The account making the request is not part of an organization.");
}

Error not_management_or_delegated_administrator() {
  return make(400, "AccountNotManagementOrDelegatedAdministratorException",
              "The account making the request is not the management account or delegated administrator account for"
              " centralized root access.");
}

Error caller_is_not_management_account() {
  return make(400, "CallerIsNotManagementAccountException",
              "The account making the request is not the management account for the organization.");
}

Error organization_not_in_all_features_mode() {
  return make(400, "OrganizationNotInAllFeaturesModeException", "The organization does not have all features enabled.");
}

Error service_access_not_enabled(AccountId account) {
  return make(400, "ServiceAccessNotEnabledException",
              "Trusted Access for IAM not enabled by organization of input account " + account.text() + ".");
}

// The code was recorded, the sentence is that of any access that is denied.
Error report_needs_management_account(std::string_view caller_arn, std::string_view action) {
  return access_denied("User: " + std::string(caller_arn) + " is not authorized to perform: " + std::string(action));
}

// Unconfirmed.
Error too_many_organization_reports() {
  return make(409, "ReportGenerationLimitExceeded",
              "The maximum number of concurrent requests for this account are already running.");
}

}  // namespace iam::service::errors
