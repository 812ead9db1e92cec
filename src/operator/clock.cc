#include "clock.h"

#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "json_fields.h"

#include <boost/json.hpp>

#include <chrono>
#include <cmath>
#include <optional>
#include <string_view>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr auto kWantedClock = R"(send {"now": …} or {"advance_s": n})";

// The clock stays where timestamps have four digits for the year and epoch seconds no sign.
constexpr Time kClockMin{};
constexpr Time kClockMax = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) - std::chrono::milliseconds(1);
constexpr std::string_view kClockRange = "the clock goes from 1970 to 9999";
// More than the whole range, and little enough that no sum overflows.
constexpr double kAdvanceSecondsMax = 1e12;

std::string_view mode_name(EmulatorClock::Mode mode) {
  switch (mode) {
    case EmulatorClock::Mode::kReal:
      return "real";
    case EmulatorClock::Mode::kShifted:
      return "shifted";
    case EmulatorClock::Mode::kFrozen:
      return "frozen";
  }
  return "";
}

HttpResponse clock_state(EmulatorClock const& clock) {
  return json_response(200, json::object{{"now", to_iso8601(clock.now())}, {"mode", mode_name(clock.mode())}});
}

bool is_in_range(Time time) { return time >= kClockMin && time <= kClockMax; }

// A time as ISO 8601 text or as epoch seconds.
std::optional<Time> time_of(json::value const& value) {
  if (auto const* text = value.if_string()) return parse_iso8601(*text);
  json::error_code error;
  auto const seconds = value.to_number<double>(error);
  if (error || !(std::abs(seconds) <= kAdvanceSecondsMax)) return std::nullopt;
  return Time(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

}  // namespace

HttpResponse handle_clock(EmulatorClock& clock, HttpRequest const& request) {
  if (request.method == "DELETE") {
    clock.reset();
  } else if (request.method == "PUT") {
    auto const body = parse_strict_object(request.body);
    if (!body.has_value() || body->size() != 1) return json_error(400, wrong_body(kWantedClock, request.body));
    if (auto const* now = body->if_contains("now")) {
      auto const time = time_of(*now);
      if (!time.has_value()) return json_error(400, "`now` is a time such as 2026-01-31T00:00:00Z, or epoch seconds");
      if (!is_in_range(*time)) return json_error(400, kClockRange);
      clock.set(*time);
    } else if (auto const* advance = body->if_contains("advance_s")) {
      json::error_code error;
      auto const seconds = advance->to_number<double>(error);
      if (error || !(std::abs(seconds) <= kAdvanceSecondsMax)) {
        return json_error(400, "`advance_s` is a number of seconds");
      }
      std::chrono::milliseconds const amount(std::llround(seconds * 1000));
      if (!is_in_range(clock.now() + amount)) return json_error(400, kClockRange);
      clock.advance(amount);
    } else {
      return json_error(400, kWantedClock);
    }
  }
  return clock_state(clock);
}

}  // namespace iam::gateway
