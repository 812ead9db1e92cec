// White space around text that people paste.
#pragma once

#include <string_view>

namespace iam::formats {

inline std::string_view without_space_around(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  auto const first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

}  // namespace iam::formats
