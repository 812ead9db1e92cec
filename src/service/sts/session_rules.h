// Which operations the holder of temporary credentials may call at all, whatever policies say.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"

namespace iam::service {

Status check_session_rules(Operation const& operation, Caller const& caller);

}  // namespace iam::service
