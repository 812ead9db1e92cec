// ARNs by which requests name a resource of the caller's account.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"

#include <optional>
#include <string_view>

namespace iam::service {

// What follows `<kind>/` when the ARN is that of a `kind` of this account; nothing for the ARN of anything else.
// Refused as given_arn() refuses. The name points into `arn`; it may end with a slash, as URLs of providers do, which
// parse_iam_arn() takes for a path without a name.
Result<std::optional<std::string_view>> name_in_arn(Call const& call, std::string_view kind, std::string_view arn);

}  // namespace iam::service
