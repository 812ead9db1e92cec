// The nearest known word to one that is not known.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace iam {

// How many letters must be added, dropped, changed or swapped with their neighbour to make one word the other.
std::size_t edit_distance(std::string_view left, std::string_view right);

// Those known words, the nearest first and at most so many, that are close enough to have been meant.
std::vector<std::string_view> nearest_few(std::string_view word, std::span<std::string_view const> known,
                                          std::size_t most);

// Nothing when no known word is close enough to have been meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<std::string_view const> known);

}  // namespace iam
