#include "iam/base/time.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

Time real_now() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

TEST(EmulatorClock, tells_real_time_until_it_is_touched) {
  EmulatorClock clock;
  auto const before = real_now();
  auto const told = clock.now();
  auto const after = real_now();
  EXPECT_LE(before, told);
  EXPECT_LE(told, after);
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kReal);
}

TEST(EmulatorClock, stands_still_once_set) {
  EmulatorClock clock;
  Time const noon(milliseconds(1'800'000'000'123));
  clock.set(noon);
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kFrozen);
  EXPECT_EQ(clock.now(), noon);
  EXPECT_EQ(clock.now(), noon);
}

TEST(EmulatorClock, stays_frozen_when_it_is_advanced_frozen) {
  EmulatorClock clock;
  Time const noon(milliseconds(1'800'000'000'000));
  clock.set(noon);
  EXPECT_EQ(clock.advance(milliseconds(1500)), noon + milliseconds(1500));
  EXPECT_EQ(clock.now(), noon + milliseconds(1500));
  EXPECT_EQ(clock.advance(milliseconds(-2000)), noon - milliseconds(500));
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kFrozen);
}

TEST(EmulatorClock, runs_on_when_it_is_advanced_running) {
  EmulatorClock clock;
  auto const before = real_now() + hours(2);
  auto const told = clock.advance(hours(2));
  auto const later = clock.now();
  auto const after = real_now() + hours(2);
  EXPECT_LE(before, told);
  EXPECT_LE(told, later);
  EXPECT_LE(later, after);
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kShifted);
}

TEST(EmulatorClock, adds_up_its_advances) {
  EmulatorClock clock;
  clock.advance(hours(3));
  clock.advance(hours(-3));
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kReal);
}

TEST(EmulatorClock, forgets_everything_at_a_reset) {
  EmulatorClock clock;
  clock.advance(hours(5));
  clock.set(Time(milliseconds(0)));
  clock.reset();
  EXPECT_EQ(clock.mode(), EmulatorClock::Mode::kReal);
  EXPECT_LT(clock.now() - real_now(), hours(1));
}

}  // namespace
}  // namespace iam
