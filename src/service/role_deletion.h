// What must be gone before a role may be deleted.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"

namespace iam::service {

// DeleteConflict while anything hangs on the role that its owner must remove first.
Status check_role_deletion(Call& call, store::EntityId role);

}  // namespace iam::service
