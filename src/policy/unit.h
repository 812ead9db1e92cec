// UTF-16 units in UTF-8 text. AWS counts in them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace iam::policy {

// The bytes of one unit at `at`, at least one. Four bytes are two units, which meet in their middle: no character of a
// pattern begins there, but a second `?` may.
// REQUIRES: at < text.size().
inline std::size_t unit_length(std::string_view text, std::size_t at) {
  auto const lead = static_cast<unsigned char>(text[at]);
  std::size_t const length = lead < 0x80 ? 1 : (lead >= 0xE0 && lead < 0xF0) ? 3 : 2;
  return std::min(length, text.size() - at);
}

}  // namespace iam::policy
