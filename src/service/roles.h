// What other families ask of roles.
#pragma once

#include "iam/api/roles.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/roles.h"

#include <cstdint>
#include <string_view>

namespace iam::service {

// `The role with name <name> cannot be found.` when there is none.
Result<store::Role> find_role(Call& call, std::string_view name);

// `Cannot perform the operation on the protected role …` for a role that belongs to an AWS service.
Status check_modifiable(store::Role const& role);

inline constexpr std::int32_t kSessionDurationDefault = 3600;

// The six fields that every answer about a role has.
api::Role role_base_fields(Call const& call, store::Role const& role);

// Present, though empty, even when the role was not used within the tracking period.
api::RoleLastUsed role_last_used(Call const& call, store::Role const& role);

// Removes the role, whatever hangs on it, and leaves its unique id in the trust policies that name it.
void remove_role(Call& call, store::Role const& role);

}  // namespace iam::service
