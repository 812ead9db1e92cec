// Captures of AWS's simulators where a comment says C; the rest is what Java's BigDecimal and Joda's dates, which they
// show themselves to be, are documented to write.
#include "iam/policy/context_value.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

using Canonical = std::optional<std::string>;

Canonical number(std::string_view text) { return canonical_value(ValueType::kNumber, text); }
Canonical date(std::string_view text) { return canonical_value(ValueType::kDate, text); }

// C for 01.00.
TEST(ContextValue, of_a_number_keeps_its_precision) {
  EXPECT_EQ(number("01.00"), "1.00");
  EXPECT_EQ(number("+1"), "1");
  EXPECT_EQ(number("-0.50"), "-0.50");
  EXPECT_EQ(number("00"), "0");
  EXPECT_EQ(number("-0"), "0");
  EXPECT_EQ(number("0.000"), "0.000");
  EXPECT_EQ(number(".5"), "0.5");
  EXPECT_EQ(number("5."), "5");
}

TEST(ContextValue, of_a_large_or_small_number_has_an_exponent) {
  EXPECT_EQ(number("1e2"), "1E+2");
  EXPECT_EQ(number("12.5e3"), "1.25E+4");
  EXPECT_EQ(number("12.50e1"), "125.0");
  EXPECT_EQ(number("1e9999"), "1E+9999");
  EXPECT_EQ(number("0.000001"), "0.000001");
  EXPECT_EQ(number("0.0000001"), "1E-7");
  EXPECT_EQ(number("1e99999999999"), std::nullopt);
}

// C
TEST(ContextValue, of_something_else_is_no_number) {
  for (auto const* text : {"0x10", " 1 ", "Infinity", "NaN", "", "1e", "e1"})
    EXPECT_EQ(number(text), std::nullopt) << text;
}

// C
TEST(ContextValue, of_a_date_is_a_moment_in_milliseconds) {
  EXPECT_EQ(date("2035-01-02"), "2035-01-02T00:00:00.000Z");
  EXPECT_EQ(date("0"), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(date("2035-01-02T03:04:05+02:00"), "2035-01-02T01:04:05.000Z");
  EXPECT_EQ(date("2035-01-02T03:04:05.123456Z"), "2035-01-02T03:04:05.123Z");
  EXPECT_EQ(date("tomorrow"), std::nullopt);
}

TEST(ContextValue, of_a_far_date_stays_as_it_was_written) {
  EXPECT_EQ(date("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(date("-9223372036854775807"), "-9223372036854775807");
  EXPECT_EQ(date("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
}

// C
TEST(ContextValue, of_other_types_is_checked_only) {
  EXPECT_EQ(canonical_value(ValueType::kTruth, "TRUE"), "true");
  EXPECT_EQ(canonical_value(ValueType::kTruth, "yes"), "false");
  EXPECT_EQ(canonical_value(ValueType::kAddress, "2001:0db8::1"), "2001:0db8::1");
  EXPECT_EQ(canonical_value(ValueType::kAddress, "192.000.002.1"), "192.000.002.1");
  EXPECT_EQ(canonical_value(ValueType::kAddress, "192.0.2.0/24"), std::nullopt);
  EXPECT_EQ(canonical_value(ValueType::kAddress, "fe80::1%eth0"), std::nullopt);
  EXPECT_EQ(canonical_value(ValueType::kBytes, "YQ=="), "YQ==");
  EXPECT_EQ(canonical_value(ValueType::kBytes, ""), "");
  for (auto const* text : {"YQ", "YR==", "YQ-_", "eWVz\n", "!base64"}) {
    EXPECT_EQ(canonical_value(ValueType::kBytes, text), std::nullopt) << text;
  }
  EXPECT_EQ(canonical_value(ValueType::kText, " any "), " any ");
}

}  // namespace
}  // namespace iam::policy
