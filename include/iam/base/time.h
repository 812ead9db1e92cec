// Points in time and the clock that is injected wherever one is read.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iam {

// Milliseconds since the Unix epoch, UTC. AWS shows whole seconds; we keep milliseconds so that
// things made in one second keep their order.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// Whole seconds since the Unix epoch, rounded down; negative before it.
constexpr std::int64_t epoch_seconds(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

// "2026-03-05T10:11:12Z", whole seconds, as AWS writes timestamps.
std::string to_iso8601(Time time);

// Reads `YYYY-MM-DDTHH:MM:SS[.fff]Z`; nothing for anything else.
std::optional<Time> parse_iso8601(std::string_view text);

// Where the time comes from. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

// The clock of a running emulator: real time until somebody sets or moves it.
// Setting it freezes it, so that a test can predict every timestamp; advancing keeps it frozen when it
// was frozen and running when it was running.
class EmulatorClock final : public Clock {
 public:
  enum class Mode { kReal, kShifted, kFrozen };

  Time now() const override;
  Mode mode() const;

  void set(Time time);
  // Moves by `amount` (which may be negative) and answers the new time.
  Time advance(std::chrono::milliseconds amount);
  void reset();

 private:
  // One word, which every request reads without a lock: twice the milliseconds that it is ahead of real time, or twice
  // those of the time at which it stands still, and one.
  std::atomic<std::int64_t> state_ = 0;
};

}  // namespace iam
