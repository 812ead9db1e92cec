// Finding a text in which some units may be any.
#pragma once

#include <cstddef>
#include <string_view>

namespace iam::policy {

// Where the first match of `wanted` in `text` ends, npos when there is none; `any_unit` in `wanted` is one UTF-16 unit,
// whichever. Takes one step for each unit of the text and each 64 units of what is wanted.
std::size_t find_end(std::string_view wanted, std::string_view text, std::size_t from, char any_unit);

}  // namespace iam::policy
