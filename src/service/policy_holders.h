// Whom access advisor is asked about.
#pragma once

#include "iam/authorization/held_policies.h"
#include "iam/base/result.h"
#include "iam/call/call.h"

#include <string_view>
#include <vector>

namespace iam::service {

// The one asked for comes first. NoSuchEntity when the ARN names no user, group or role that there is; InvalidInput
// when it is not one of such.
Result<std::vector<PolicyHolder>> find_policy_holders(Call& call, std::string_view arn);

}  // namespace iam::service
