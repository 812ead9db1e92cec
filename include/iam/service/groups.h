// A new group, for the faces that keep more of it than AWS does.
#pragma once

#include "iam/api/groups.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/groups.h"

namespace iam::service {

// What CreateGroup does, and refuses; the answer is the group as it is stored.
Result<store::Group> add_group(Call& call, api::CreateGroupRequest const& request);

}  // namespace iam::service
