#include "iam/lint/location.h"

#include "iam/base/strict_json.h"

#include <utility>

namespace iam::lint {
namespace {

std::size_t utf16_units(char c) {
  auto const byte = static_cast<unsigned char>(c);
  if (byte >= 0xF0) return 2;
  return (byte & 0xC0) == 0x80 ? 0 : 1;
}

}  // namespace

Locations::Locations(std::string_view text) : text_(text) {
  if (parse_strict_json(text).has_value()) places_.emplace(text);
}

Location Locations::of(policy::Position position) const {
  if (!places_.has_value()) return {.path = {}, .start = mark_of(position), .end = mark_of(position)};
  auto found = places_->at(position);
  return {.path = std::move(found.path), .start = mark_of(found.begin), .end = mark_of(found.end)};
}

Mark Locations::mark_of(policy::Position position) const {
  std::size_t offset = position.column - 1;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text_.size() && line < position.line; ++at) {
    offset += utf16_units(text_[at]);
    if (text_[at] == '\n') ++line;
  }
  return {position.line, position.column - 1, offset};
}

}  // namespace iam::lint
