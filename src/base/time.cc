#include "iam/base/time.h"
#include "iam/base/whole_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace iam {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// What four digits for the year can say.
constexpr Time kTextMin = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr Time kTextMax = std::chrono::sys_days(std::chrono::year(10'000) / 1 / 1) - milliseconds(1);

// The digits text[at, at + count) as a number; nothing when one of them is no digit.
std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  return whole_number<unsigned>(text.substr(at, count));
}

// Writes the number over text[at, at + count). By hand, since fmt took a quarter of the time of a page of users.
void put_digits(std::string& text, std::size_t at, std::size_t count, std::int64_t number) {
  for (auto digit = at + count; digit-- > at; number /= 10) text[digit] = static_cast<char>('0' + number % 10);
}

bool is_frozen(std::int64_t state) { return (state & 1) != 0; }

// What a clock in that state shows now.
Time time_of(std::int64_t state) {
  milliseconds const amount(state >> 1);
  if (is_frozen(state)) return Time(amount);
  return floor<milliseconds>(std::chrono::system_clock::now()) + amount;
}

}  // namespace

// Something may be counted from a clock that is set to the end of the year 9999: it ends with that year.
std::string to_iso8601(Time time) {
  time = std::clamp(time, kTextMin, kTextMax);
  auto const day = floor<days>(time);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(floor<seconds>(time - day));
  std::string text = "0000-00-00T00:00:00Z";
  put_digits(text, 0, 4, static_cast<int>(date.year()));
  put_digits(text, 5, 2, static_cast<unsigned>(date.month()));
  put_digits(text, 8, 2, static_cast<unsigned>(date.day()));
  put_digits(text, 11, 2, clock.hours().count());
  put_digits(text, 14, 2, clock.minutes().count());
  put_digits(text, 17, 2, clock.seconds().count());
  return text;
}

std::optional<Time> parse_iso8601(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  constexpr std::size_t kFractionDigitsMax = 9;
  if (text.size() <= kShape.size() || !text.ends_with('Z')) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] != '0' && kShape[i] != text[i]) return std::nullopt;
  }
  auto const year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  auto const hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;

  int fraction_ms = 0;
  auto fraction = text.substr(kShape.size(), text.size() - kShape.size() - 1);
  if (!fraction.empty()) {
    if (fraction.front() != '.' || fraction.size() < 2 || fraction.size() > kFractionDigitsMax + 1) return std::nullopt;
    fraction.remove_prefix(1);
    if (!digits(fraction, 0, fraction.size())) return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) fraction_ms = fraction_ms * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  return Time(std::chrono::sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second) +
              milliseconds(fraction_ms));
}

Time EmulatorClock::now() const { return time_of(state_); }

EmulatorClock::Mode EmulatorClock::mode() const {
  auto const state = state_.load();
  if (is_frozen(state)) return Mode::kFrozen;
  return state == 0 ? Mode::kReal : Mode::kShifted;
}

void EmulatorClock::set(Time time) { state_ = 2 * time.time_since_epoch().count() + 1; }

Time EmulatorClock::advance(milliseconds amount) {
  auto const by = 2 * amount.count();
  return time_of(state_.fetch_add(by) + by);
}

void EmulatorClock::reset() { state_ = 0; }

}  // namespace iam
