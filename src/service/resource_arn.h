// ARNs by which requests name a resource of the caller's account.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"

#include <optional>
#include <string_view>

namespace iam::service {

// What follows `<kind>/` when the ARN is that of a `kind` of this account; nothing for the ARN of
// anything else. Refused as given_arn() refuses. The name points into `arn`.
Result<std::optional<std::string_view>> name_in_arn(Call const& call, std::string_view kind, std::string_view arn);

}  // namespace iam::service
