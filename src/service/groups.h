// What other families ask of groups.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/groups.h"

#include <string_view>

namespace iam::service {

// `The group with name <name> cannot be found.` when there is none.
Result<store::Group> find_group(Call& call, std::string_view name);

}  // namespace iam::service
