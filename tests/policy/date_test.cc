#include "date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace iam::policy {
namespace {

using ::testing::Optional;

TEST(Date, is_a_day) {
  EXPECT_THAT(parse_date("1970-01-01"), Optional(0));
  EXPECT_THAT(parse_date("2020-02-29"), Optional(1'582'934'400'000));
  EXPECT_THAT(parse_date("2020-02"), Optional(1'580'515'200'000));
  EXPECT_THAT(parse_date("1969-12-31"), Optional(-86'400'000));
}

TEST(Date, may_have_a_time) {
  EXPECT_THAT(parse_date("1970-01-01T00:00:01Z"), Optional(1'000));
  EXPECT_THAT(parse_date("1970-01-01T01"), Optional(3'600'000));
  EXPECT_THAT(parse_date("1970-01-01T01:01"), Optional(3'660'000));
  EXPECT_THAT(parse_date("1970-01-01T00:00:00.123"), Optional(123));
  EXPECT_THAT(parse_date("1970-01-01T00:00:00,5Z"), Optional(500));
  EXPECT_THAT(parse_date("1970-01-01T"), Optional(0));
}

TEST(Date, may_have_an_offset) {
  EXPECT_THAT(parse_date("1970-01-01T01:00:00+01:00"), Optional(0));
  EXPECT_THAT(parse_date("1970-01-01T00:00:00-0130"), Optional(5'400'000));
  EXPECT_THAT(parse_date("1970-01-01T00:00:00+01"), Optional(-3'600'000));
}

TEST(Date, may_be_in_seconds_since_1970) {
  EXPECT_THAT(parse_date("0"), Optional(0));
  EXPECT_THAT(parse_date("1577836800"), Optional(1'577'836'800'000));
  EXPECT_THAT(parse_date("-1"), Optional(-1'000));
  EXPECT_THAT(parse_date("+1893456000"), Optional(1'893'456'000'000));  // R: radkawar/stackd, 2026-09
  EXPECT_THAT(parse_date("9223372036854775807"), Optional(std::numeric_limits<std::int64_t>::max()));
}

TEST(Date, is_not_any_text) {
  for (auto const* text : {"",
                           "T",
                           "Z",
                           "-",
                           "today",
                           "2020-13",
                           "2020-00",
                           "2020-01-32",
                           "2021-02-29",
                           "2020-01-01-01",
                           "2020-01-01T25",
                           "2020-01-01T10:60",
                           "2020-01-01T10:00:60",
                           "2020-01-01T10:00:00.",
                           "2020-01-01T10:00+1",
                           "2020-01-01T10:00+01:",
                           "2020-01-01T10:00Zx",
                           "2020-01-01 10:00",
                           "9223372036854775808",
                           "1.5",
                           "12345678901-01-01",
                           "2020-"}) {
    EXPECT_FALSE(parse_date(text).has_value()) << text;
  }
}

RC_GTEST_PROP(DateProperty, reading_anything_does_no_harm, ()) {
  parse_date(*rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789-+:.,TZtz "))));
}

}  // namespace
}  // namespace iam::policy
