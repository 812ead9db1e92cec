#include "iam/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>

namespace iam {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Timestamps: `2026-03-05T10:11:12Z`, whole seconds. [LS; aws.md section 1]
TEST(Time, is_written_in_whole_seconds) {
  EXPECT_EQ(to_iso8601(Time(milliseconds(1'772'705'472'000))), "2026-03-05T10:11:12Z");
  EXPECT_EQ(to_iso8601(Time(milliseconds(1'772'705'472'999))), "2026-03-05T10:11:12Z");
  EXPECT_EQ(to_iso8601(Time(milliseconds(0))), "1970-01-01T00:00:00Z");
}

TEST(Time, before_the_epoch_rounds_down) { EXPECT_EQ(to_iso8601(Time(milliseconds(-1))), "1969-12-31T23:59:59Z"); }

// Four digits have no year 10000: "0000" would be in the past.
TEST(Time, after_the_year_9999_is_written_as_its_end) {
  Time const end = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31) + std::chrono::days(1) - milliseconds(1);
  EXPECT_EQ(to_iso8601(end), "9999-12-31T23:59:59Z");
  EXPECT_EQ(to_iso8601(end + milliseconds(1)), "9999-12-31T23:59:59Z");
  EXPECT_EQ(to_iso8601(end + std::chrono::days(36'600)), "9999-12-31T23:59:59Z");
}

TEST(Time, is_read_with_and_without_a_fraction) {
  EXPECT_EQ(parse_iso8601("2026-03-05T10:11:12Z"), Time(milliseconds(1'772'705'472'000)));
  EXPECT_EQ(parse_iso8601("2026-03-05T10:11:12.5Z"), Time(milliseconds(1'772'705'472'500)));
  EXPECT_EQ(parse_iso8601("2026-03-05T10:11:12.045Z"), Time(milliseconds(1'772'705'472'045)));
  EXPECT_EQ(parse_iso8601("2026-03-05T10:11:12.999999999Z"), Time(milliseconds(1'772'705'472'999)));
  EXPECT_EQ(parse_iso8601("2024-02-29T00:00:00Z"), Time(milliseconds(1'709'164'800'000)));
}

TEST(Time, refuses_what_is_no_time) {
  for (auto const* text : {"",
                           "Z",
                           "2026-03-05",
                           "2026-03-05T10:11:12",
                           "2026-03-05T10:11:12+00:00",
                           "2026-03-05 10:11:12Z",
                           "2026-03-05t10:11:12Z",
                           "2026-03-05T10:11:12z",
                           "2025-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "2026-04-31T00:00:00Z",
                           "2026-03-05T24:00:00Z",
                           "2026-03-05T10:60:12Z",
                           "2026-03-05T10:11:60Z",
                           "2026-03-05T10:11:12.Z",
                           "2026-03-05T10:11:12.1234567890Z",
                           "2026-03-05T10:11:12.-1Z",
                           "2026-03-05T10:11:12.1 Z",
                           "2026-03-05T10:11:12,5Z",
                           "-026-03-05T10:11:12Z",
                           "2026--3-05T10:11:12Z",
                           "2026-03-05T-1:11:12Z",
                           "2026-03-05T+1:11:12Z",
                           "20260305T101112Z",
                           "12026-03-05T10:11:12Z",
                           " 2026-03-05T10:11:12Z",
                           "2026-03-05T10:11:12ZZ"}) {
    EXPECT_FALSE(parse_iso8601(text).has_value()) << text;
  }
}

TEST(Time, counts_whole_seconds_since_1970) {
  EXPECT_EQ(epoch_seconds(*parse_iso8601("2026-03-05T10:11:12.999Z")), 1'772'705'472);
  EXPECT_EQ(epoch_seconds(*parse_iso8601("1969-12-31T23:59:59.500Z")), -1);
  EXPECT_EQ(epoch_seconds(Time()), 0);
}

RC_GTEST_PROP(Time, reads_what_it_wrote, ()) {
  constexpr std::int64_t kYear9999End = 253'402'300'800;
  auto const time = Time(seconds(*rc::gen::inRange<std::int64_t>(-kYear9999End / 8, kYear9999End)));
  RC_ASSERT(parse_iso8601(to_iso8601(time)) == time);
}

RC_GTEST_PROP(Time, reading_anything_does_no_harm, (std::string const& text)) {
  if (auto const time = parse_iso8601(text)) RC_ASSERT(parse_iso8601(to_iso8601(*time)).has_value());
}

}  // namespace
}  // namespace iam
