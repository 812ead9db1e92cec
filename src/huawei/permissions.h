// Whether the policies of whoever calls let it do what it asks.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "operation.h"

namespace iam::gateway::huawei {

// Root may do everything. A user may do what the policies that are attached to it and its groups allow, in whichever
// language they are written; inline policies, boundaries and organizations are AWS's alone.
Status check_permission(service::Call& call, Operation const& operation, Parameters const& in);

}  // namespace iam::gateway::huawei
