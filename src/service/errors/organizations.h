// Errors of operations on organizations. The codes are the model's; no public source quotes the sentences, which here
// say what AWS's documentation says of each code.
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error organization_not_found();
Error not_management_or_delegated_administrator();
Error caller_is_not_management_account();
Error organization_not_in_all_features_mode();
Error service_access_not_enabled(AccountId account);

// Of the access report. Who may not ask for it is not modelled; AWS was recorded to answer AccessDenied.
Error report_needs_management_account(std::string_view caller_arn, std::string_view action);
Error too_many_organization_reports();

}  // namespace iam::service::errors
