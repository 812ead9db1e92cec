// What other families ask of users.
#pragma once

#include "iam/api/users.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/users.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// `The user with name <name> cannot be found.` when there is none.
Result<store::User> find_user(Call& call, std::string_view name);

// The user called `name`, or without a name the caller, who must then be a user.
Result<store::User> find_user_or_caller(Call& call, std::optional<std::string> const& name);

// The five fields that every answer about a user has; other answers than those of the user's own family have no more.
api::User user_base_fields(Call const& call, store::User const& user);

}  // namespace iam::service
