// The texts of schema/db/ that the build puts into the program.
#pragma once

#include <span>
#include <string_view>

namespace iam::store {

// The whole schema, then the migrations in the order of their numbers.
std::span<std::string_view const> embedded_schema();

}  // namespace iam::store
