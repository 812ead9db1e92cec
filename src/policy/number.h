// The numbers of policy conditions: decimal, of any size and precision.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::policy {

// Points into the text it was read from.
struct Decimal {
  bool negative = false;
  std::string_view digits;     // from the first that is not zero; may have a point; empty for zero
  std::int64_t magnitude = 0;  // the power of ten of the first digit
};

// `01.00`, `+1`, `1e2` and `1e9999` are numbers; `0x10`, `Infinity`, `NaN` and what has blanks are not.
std::optional<Decimal> parse_decimal(std::string_view text);

std::strong_ordering operator<=>(Decimal const& left, Decimal const& right);

}  // namespace iam::policy
