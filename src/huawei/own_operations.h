// What operations of this face do to the users, groups, keys and policies that are AWS's IAM's as well. IAM's policies
// speak of its own actions: `Deny iam:CreateAccessKey` has to count whichever face is asked for a key.
#pragma once

#include "iam/authorization/permission_request.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "operation.h"

#include <optional>

namespace iam::gateway::huawei {

struct OwnOperation {
  service::Operation const* operation;
  service::PermissionRequest request;
};

// Nothing for what changes nothing of IAM's, and for what names something that is not there.
std::optional<OwnOperation> own_operation(service::Call& call, Operation const& operation, Parameters const& in);

}  // namespace iam::gateway::huawei
