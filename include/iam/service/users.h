// A new user, for the faces that keep more of it than AWS does.
#pragma once

#include "iam/api/users.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/users.h"

namespace iam::service {

// What CreateUser does, and refuses; the answer is the user as it is stored.
Result<store::User> add_user(Call& call, api::CreateUserRequest const& request);

}  // namespace iam::service
