// The nearest known word to one that is not known.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace iam {

// How many letters must be added, dropped, changed or swapped with their neighbour to make one word the other.
std::size_t edit_distance(std::string_view left, std::string_view right);

// Nothing when no known word is close enough to have been meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<std::string_view const> known);

}  // namespace iam
