#include "amz_date.h"

#include <fmt/format.h>

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
  auto const part = [&](std::size_t offset, std::size_t size) { return text.substr(offset, size); };
  return parse_iso8601(fmt::format("{}-{}-{}{}{}:{}:{}{}", part(0, 4), part(4, 2), part(6, 2), part(8, 1), part(9, 2),
                                   part(11, 2), part(13, 2), part(15, 1)));
}

}  // namespace iam::sigv4
