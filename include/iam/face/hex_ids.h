// Identifiers of the faces that have no AIDA…: 32 hexadecimal digits, made of AWS's so that all faces name the same
// thing, that they last as long as it does, and that none has to be kept.
#pragma once

#include "iam/base/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

// Of what has the unique id AIDA…, AGPA… or ANPA…
// REQUIRES: `unique_id` is four letters and seventeen letters of base 32.
std::string hex_id_of(std::string_view unique_id);

// The unique id that `id` was made of; nothing for what hex_id_of() never answered. `prefix` is its first four letters.
std::optional<std::string> unique_id_of(std::string_view id, std::string_view prefix);

// Of something that an account has one of: "organization".
std::string hex_id_of(std::string_view what, AccountId account);

}  // namespace iam::gateway
