// The names of all members that the model calls sensitive, of any operation: what no log and no journal may have.
#pragma once

#include <span>
#include <string_view>

namespace iam::api {

// Sorted.
std::span<std::string_view const> secret_members();

}  // namespace iam::api
