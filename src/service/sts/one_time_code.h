// The one-time code of an MFA device, as STS asks for it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
#pragma once

#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/call.h"

#include <optional>
#include <string>

namespace iam::service {

// When the caller proved to have its device: now, if `code` is what the device shows, and neither it nor a later one
// was taken before. It is used up then. Nothing when neither a device nor a code is given. However the call ends, this
// is one of the few tries that a device has. REQUIRES: a session that may write.
Result<std::optional<Time>> check_one_time_code(Call& call, std::optional<std::string> const& serial_number,
                                                std::optional<Secret> const& code);

}  // namespace iam::service
