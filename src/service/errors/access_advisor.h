// Errors of access advisor. Codes are documented, wording follows that of other operations and is not confirmed.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error arn_is_no_principal(std::string_view arn);
Error no_such_principal(std::string_view arn);
Error no_such_job(std::string_view job);

}  // namespace iam::service::errors
