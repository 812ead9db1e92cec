#include "date.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <chrono>
#include <limits>

namespace iam::policy {
namespace {

constexpr std::int64_t kMsPerSecond = 1000;
constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kSecondsPerDay = 86'400;
// What std::chrono can count.
constexpr std::int64_t kYearMax = 32'767;

// Reads a text from the left. Every member function that finds nothing leaves the text as it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool take(char wanted) {
    if (rest_.empty() || to_lower(rest_.front()) != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // The digits there are, `min` to `max` of them.
  std::optional<std::string_view> digits(std::size_t min, std::size_t max) {
    std::size_t count = 0;
    while (count < rest_.size() && count < max && is_digit(rest_[count])) ++count;
    if (count < min) return std::nullopt;
    std::string_view const found = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return found;
  }

  std::optional<std::int64_t> number(std::size_t min, std::size_t max, std::int64_t limit) {
    std::string_view const before = rest_;
    auto const found = digits(min, max);
    auto const value = found.has_value() ? whole_number<std::int64_t>(*found, 0, limit) : std::nullopt;
    if (!value.has_value()) rest_ = before;
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> days_of(Scanner& scanner) {
  namespace chrono = std::chrono;
  constexpr std::size_t kYearDigitsMax = 9;
  bool const negative = scanner.take('-');
  if (!negative) scanner.take('+');
  auto const year = scanner.number(1, kYearDigitsMax, kYearMax);
  if (!year.has_value()) return std::nullopt;
  std::int64_t month = 1;
  std::int64_t day = 1;
  if (scanner.take('-')) {
    auto const found = scanner.number(1, 2, 12);
    if (!found.has_value()) return std::nullopt;
    month = *found;
    if (scanner.take('-')) {
      auto const day_found = scanner.number(1, 2, 31);
      if (!day_found.has_value()) return std::nullopt;
      day = *day_found;
    }
  }
  chrono::year_month_day const date{chrono::year(static_cast<int>(negative ? -*year : *year)),
                                    chrono::month(static_cast<unsigned>(month)),
                                    chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return chrono::sys_days(date).time_since_epoch().count();
}

// A fraction of the unit before it: ".5" of an hour is half an hour.
std::optional<std::int64_t> fraction_ms(Scanner& scanner, std::int64_t unit_s) {
  constexpr std::size_t kDigitsMax = 9;
  auto const digits = scanner.digits(1, kDigitsMax);
  if (!digits.has_value()) return std::nullopt;
  double fraction = 0;
  for (auto digit = digits->rbegin(); digit != digits->rend(); ++digit) fraction = (fraction + (*digit - '0')) / 10;
  return static_cast<std::int64_t>(fraction * static_cast<double>(unit_s * kMsPerSecond));
}

// hh[:mm[:ss]] with a fraction behind the last of them; nothing at all is midnight.
std::optional<std::int64_t> time_ms(Scanner& scanner) {
  std::int64_t time = 0;
  std::int64_t unit_s = kSecondsPerHour;
  auto const hour = scanner.number(1, 2, 23);
  if (!hour.has_value()) return 0;
  time = *hour * kSecondsPerHour;
  for (std::int64_t const finer : {kSecondsPerMinute, std::int64_t{1}}) {
    if (!scanner.take(':')) break;
    auto const value = scanner.number(1, 2, 59);
    if (!value.has_value()) return std::nullopt;
    unit_s = finer;
    time += *value * unit_s;
  }
  std::int64_t fraction = 0;
  if (scanner.take('.') || scanner.take(',')) {
    auto const found = fraction_ms(scanner, unit_s);
    if (!found.has_value()) return std::nullopt;
    fraction = *found;
  }
  return time * kMsPerSecond + fraction;
}

// Z, ±hh, ±hhmm or ±hh:mm; nothing at all is UTC.
std::optional<std::int64_t> offset_ms(Scanner& scanner) {
  if (scanner.take('z')) return 0;
  bool const negative = scanner.take('-');
  if (!negative && !scanner.take('+')) return 0;
  auto const hours = scanner.number(2, 2, 23);
  if (!hours.has_value()) return std::nullopt;
  bool const colon = scanner.take(':');
  auto const minutes = scanner.number(2, 2, 59);
  if (colon && !minutes.has_value()) return std::nullopt;
  std::int64_t const offset = *hours * kSecondsPerHour + minutes.value_or(0) * kSecondsPerMinute;
  return (negative ? -offset : offset) * kMsPerSecond;
}

std::optional<std::int64_t> parse_epoch(std::string_view text) {
  if (text.size() > 1 && text.front() == '+' && is_digit(text[1])) text.remove_prefix(1);
  auto const seconds = whole_number<std::int64_t>(text);
  if (!seconds.has_value()) return std::nullopt;
  // Beyond what milliseconds can count, every moment is as far away as any other.
  constexpr std::int64_t kSecondsMax = std::numeric_limits<std::int64_t>::max() / kMsPerSecond;
  if (*seconds > kSecondsMax) return std::numeric_limits<std::int64_t>::max();
  if (*seconds < -kSecondsMax) return std::numeric_limits<std::int64_t>::min();
  return *seconds * kMsPerSecond;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (auto const epoch = parse_epoch(text)) return epoch;
  Scanner scanner(text);
  auto const days = days_of(scanner);
  if (!days.has_value()) return std::nullopt;
  std::int64_t moment = *days * kSecondsPerDay * kMsPerSecond;
  if (scanner.take('t')) {
    auto const time = time_ms(scanner);
    auto const offset = offset_ms(scanner);
    if (!time.has_value() || !offset.has_value()) return std::nullopt;
    moment += *time - *offset;
  }
  if (!scanner.at_end()) return std::nullopt;
  return moment;
}

}  // namespace iam::policy
