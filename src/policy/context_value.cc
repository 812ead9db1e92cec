#include "iam/policy/context_value.h"

#include "date.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/base/time.h"
#include "iam/base/whole_number.h"
#include "iam/policy/address.h"
#include "number.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace iam::policy {
namespace {

// A number as Java's BigDecimal holds it: all its digits, and how many of them are behind the point.
struct ScaledNumber {
  std::string digits;
  std::int64_t scale = 0;
};

// Below this power of ten BigDecimal writes an exponent.
constexpr std::int64_t kPlainMagnitudeMin = -6;

// `text` is a number without a sign. Nothing when BigDecimal has no room for its exponent.
std::optional<ScaledNumber> scaled_number(std::string_view text) {
  ScaledNumber number;
  auto const mark = std::min(text.find_first_of("eE"), text.size());
  if (mark < text.size()) {
    auto exponent_text = text.substr(mark + 1);
    if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
    auto const exponent = whole_number<std::int32_t>(exponent_text);
    if (!exponent.has_value()) return std::nullopt;
    number.scale = -std::int64_t{*exponent};
  }
  auto const mantissa = text.substr(0, mark);
  auto const point = std::min(mantissa.find('.'), mantissa.size());
  number.digits = mantissa.substr(0, point);
  if (point < mantissa.size()) {
    number.digits += mantissa.substr(point + 1);
    number.scale += static_cast<std::int64_t>(mantissa.size() - point - 1);
  }
  number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size() - 1));
  constexpr std::int64_t kScaleMax = std::numeric_limits<std::int32_t>::max();
  if (number.scale > kScaleMax || number.scale < -kScaleMax) return std::nullopt;
  return number;
}

// As BigDecimal.toString writes it.
std::string written(ScaledNumber number) {
  auto const size = static_cast<std::int64_t>(number.digits.size());
  auto const magnitude = size - 1 - number.scale;
  if (number.scale == 0) return number.digits;
  if (number.scale > 0 && magnitude >= kPlainMagnitudeMin) {
    auto const before_point = size - number.scale;
    if (before_point <= 0) return "0." + std::string(static_cast<std::size_t>(-before_point), '0') + number.digits;
    return number.digits.insert(static_cast<std::size_t>(before_point), ".");
  }
  if (size > 1) number.digits.insert(1, ".");
  return number.digits + "E" + (magnitude >= 0 ? "+" : "") + std::to_string(magnitude);
}

std::optional<std::string> canonical_number(std::string_view text) {
  if (!parse_decimal(text).has_value()) return std::nullopt;
  bool const is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  auto number = scaled_number(text);
  if (!number.has_value()) return std::nullopt;
  bool const is_zero = number->digits == "0";
  return (is_negative && !is_zero ? "-" : "") + written(*std::move(number));
}

// Dates beyond what four digits can say stay as they were written.
std::optional<std::string> canonical_date(std::string_view text) {
  namespace chrono = std::chrono;
  constexpr std::int64_t kFirst =
      chrono::milliseconds(chrono::sys_days(chrono::year(0) / 1 / 1).time_since_epoch()).count();
  constexpr std::int64_t kEnd =
      chrono::milliseconds(chrono::sys_days(chrono::year(10'000) / 1 / 1).time_since_epoch()).count();
  auto const moment = parse_date(text);
  if (!moment.has_value()) return std::nullopt;
  if (*moment < kFirst || *moment >= kEnd) return std::string(text);
  auto const time = Time(chrono::milliseconds(*moment));
  auto const fraction = (time - chrono::floor<chrono::seconds>(time)).count();
  auto digits = std::to_string(fraction);
  digits.insert(0, 3 - digits.size(), '0');
  auto canonical = to_iso8601(time);
  return canonical.insert(canonical.size() - 1, "." + digits);
}

// Only the one text that encodes the bytes: no white space, padding where it belongs, no stray bits.
bool is_base64(std::string_view text) {
  auto const bytes = base64_decode(text);
  return bytes.has_value() && base64_encode(*bytes) == text;
}

}  // namespace

std::optional<std::string> canonical_value(ValueType type, std::string_view text) {
  auto const text_if = [&](bool valid) { return valid ? std::optional(std::string(text)) : std::nullopt; };
  switch (type) {
    case ValueType::kText:
      return std::string(text);
    case ValueType::kNumber:
      return canonical_number(text);
    case ValueType::kTruth:
      return equals_ignoring_case(text, "true") ? "true" : "false";
    case ValueType::kAddress:
      return text_if(parse_address(text).has_value());
    case ValueType::kBytes:
      return text_if(is_base64(text));
    case ValueType::kDate:
      break;
  }
  return canonical_date(text);
}

}  // namespace iam::policy
