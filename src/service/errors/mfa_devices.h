// Errors of MFA devices. Wording: recorded AWS answers, unless a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_mfa_device(std::string_view serial_number);
Error mfa_device_is_not_of_user();
Error mfa_device_exists();
Error mfa_device_in_use();
Error mfa_device_must_be_deactivated();
Error invalid_authentication_code();

}  // namespace iam::service::errors
