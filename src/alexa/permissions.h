// Whether the policies of whoever calls let it do what it asks: they name actions such as `a4b:DeleteUser`.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_alexaforbusiness.html
#pragma once

#include "iam/base/result.h"
#include "operation.h"

namespace iam::gateway::alexa {

// AccessDeniedException when policies are enforced and do not. Who makes, removes or tags a user needs IAM's own action
// too: it is IAM's user. REQUIRES: of the body, what the operation knows (see Reading).
Status check_permission(Call& call, Operation const& operation, json::object const& body);

}  // namespace iam::gateway::alexa
