// Huawei Cloud's identifiers: 32 hexadecimal digits, made of AWS's so that both faces name the same thing, that they
// last as long as it does, and that none has to be kept.
#pragma once

#include "iam/base/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway::huawei {

// Of what has the unique id AIDA…, AGPA… or ANPA…
// REQUIRES: `unique_id` is four letters and seventeen letters of base 32.
std::string id_of(std::string_view unique_id);

// The unique id that `id` was made of; nothing for what id_of() never answered. `prefix` is its first four letters.
std::optional<std::string> unique_id_of(std::string_view id, std::string_view prefix);

// Of an account, which Huawei calls a domain, and of its root user.
std::string domain_id_of(AccountId account);
std::string root_user_id_of(AccountId account);

}  // namespace iam::gateway::huawei
