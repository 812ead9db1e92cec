#include "amz_date.h"

#include <algorithm>

namespace iam::sigv4 {

std::string to_amz_date(Time time) {
  auto text = to_iso8601(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::optional<Time> parse_amz_date(std::string_view text) {
  constexpr std::string_view kShape = "00000000T000000Z";
  if (text.size() != kShape.size()) return std::nullopt;
  // Not formatted: every request has one.
  std::string iso(text);
  for (auto const at : {4, 7}) iso.insert(static_cast<std::size_t>(at), 1, '-');
  for (auto const at : {13, 16}) iso.insert(static_cast<std::size_t>(at), 1, ':');
  return parse_iso8601(iso);
}

}  // namespace iam::sigv4
