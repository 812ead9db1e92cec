#include "amz_date.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace iam::sigv4 {

std::string to_amz_date(Time time) {
  auto text = to_iso8601(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::optional<Time> parse_amz_date(std::string_view text) {
  constexpr std::string_view kShape = "00000000T000000Z";
  if (text.size() != kShape.size()) return std::nullopt;
  // Without a string: every request has one.
  std::array<char, kShape.size() + 4> iso;
  auto* next = iso.begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 6) *next++ = '-';
    if (i == 11 || i == 13) *next++ = ':';
    *next++ = text[i];
  }
  return parse_iso8601({iso.data(), iso.size()});
}

}  // namespace iam::sigv4
