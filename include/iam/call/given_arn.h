// ARNs by which requests name something in IAM.
#pragma once

#include "iam/base/arn.h"
#include "iam/base/result.h"
#include "iam/call/call.h"

#include <string_view>

namespace iam::service {

// The parts of an ARN that a request gives, of whatever: `ARN <arn> is not valid.` for a text that is no ARN, `Invalid
// ARN partition` for one of another partition than the caller's. The parts point into `arn`.
Result<ArnParts> given_arn(Call const& call, std::string_view arn);

}  // namespace iam::service
