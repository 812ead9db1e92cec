// Whether the policies of whoever calls let it do what it asks.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "operation.h"

namespace iam::gateway::huawei {

// PAP5.0001 when policies are enforced and do not: all that AWS's face asks, and the policies that are written in
// Huawei's language. Who changes what IAM owns must be let by IAM's policies too, as own_operations.h says.
Status check_permission(service::Call& call, Operation const& operation, Parameters const& in);

}  // namespace iam::gateway::huawei
