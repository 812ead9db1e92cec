#include "number.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <algorithm>

namespace iam::policy {
namespace {

// Beyond this every number is as large, or as small, as any other.
constexpr std::int64_t kExponentMax = 1'000'000'000;

std::optional<std::int64_t> parse_exponent(std::string_view text) {
  bool const negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  auto const exponent = whole_number<std::int64_t>(text, 0, kExponentMax).value_or(kExponentMax);
  return negative ? -exponent : exponent;
}

// Reads digits one after the other, passing over the point; zeros without end follow.
class Digits {
 public:
  explicit Digits(std::string_view digits) : rest_(digits) {}

  bool at_end() const { return rest_.empty(); }

  char next() {
    if (rest_.starts_with('.')) rest_.remove_prefix(1);
    if (rest_.empty()) return '0';
    char const digit = rest_.front();
    rest_.remove_prefix(1);
    return digit;
  }

 private:
  std::string_view rest_;
};

std::strong_ordering compare_sizes(Decimal const& left, Decimal const& right) {
  if (left.digits.empty() || right.digits.empty()) return !left.digits.empty() <=> !right.digits.empty();
  if (left.magnitude != right.magnitude) return left.magnitude <=> right.magnitude;
  Digits left_digits(left.digits);
  Digits right_digits(right.digits);
  while (!left_digits.at_end() || !right_digits.at_end()) {
    auto const order = left_digits.next() <=> right_digits.next();
    if (order != std::strong_ordering::equal) return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  number.negative = text.starts_with('-');
  if (number.negative || text.starts_with('+')) text.remove_prefix(1);
  auto const mark = text.find_first_of("eE");
  std::int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    auto const parsed = parse_exponent(text.substr(mark + 1));
    if (!parsed.has_value()) return std::nullopt;
    exponent = *parsed;
    text = text.substr(0, mark);
  }
  auto const point = std::min(text.find('.'), text.size());
  auto const is_other = [](char c) { return !is_digit(c) && c != '.'; };
  bool const has_digit = std::ranges::any_of(text, is_digit);
  if (!has_digit || std::ranges::any_of(text, is_other) || std::ranges::count(text, '.') > 1) return std::nullopt;
  auto const first = text.find_first_not_of("0.");
  if (first == std::string_view::npos) return Decimal{};
  number.digits = text.substr(first);
  auto const from_point = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  number.magnitude = exponent + (first < point ? from_point - 1 : from_point);
  return number;
}

std::strong_ordering operator<=>(Decimal const& left, Decimal const& right) {
  if (left.negative != right.negative)
    return left.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return left.negative ? compare_sizes(right, left) : compare_sizes(left, right);
}

}  // namespace iam::policy
