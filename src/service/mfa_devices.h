// What other families ask of MFA devices.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/mfa_devices.h"

#include <string_view>

namespace iam::service {

// `MFA Device with serial number <serial number> does not exist.` when the account has none.
Result<store::MfaDevice> find_mfa_device(Call& call, std::string_view serial_number);

}  // namespace iam::service
