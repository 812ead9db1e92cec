// The one way in which a whole number is read from text.
#pragma once

#include <charconv>
#include <concepts>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

namespace iam {

// The number that all of `text` is, and nothing when it is none, or not one from `least` to `most`. Digits of the base,
// behind a `-` when Number has a sign; a `+` and blanks belong to no number here.
template <std::integral Number>
std::optional<Number> whole_number(std::string_view text, Number least = std::numeric_limits<Number>::min(),
                                   Number most = std::numeric_limits<Number>::max(), int base = 10) {
  Number number{};
  auto const* const end = text.data() + text.size();
  auto const [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || stop != end || number < least || number > most) return std::nullopt;
  return number;
}

}  // namespace iam
