// What must be gone before a user may be deleted.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"

namespace iam::service {

// DeleteConflict while anything hangs on the user that its owner must remove first.
Status check_user_deletion(Call& call, store::EntityId user);

}  // namespace iam::service
