// Hash tables by text that can be asked with a view of it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace iam {

struct TextHash {
  using is_transparent = void;  // the name that the library looks for NOLINT(readability-identifier-naming)
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

}  // namespace iam
