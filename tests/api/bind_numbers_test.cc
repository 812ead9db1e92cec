// Numbers and flags. A number that does not parse is `MalformedInput` without a message; an empty one has one; `+900`
// and `0900` are 900; negative numbers parse and then fail the range. [A; aws.md section 1]
#include "binding.h"

#include <gtest/gtest.h>

namespace iam::api {
namespace {

constexpr Constraint kDuration{.min = 900, .max = 43200};
constexpr Member kDurationMember{.name = "DurationSeconds", .label = "durationSeconds", .constraint = &kDuration};

Value request(std::string_view number) { return structure({{"DurationSeconds", text(number)}}); }

TEST(BindNumbers, reads_signs_and_leading_zeros) {
  for (auto const* digits : {"900", "+900", "0900", "+00900"}) {
    std::optional<std::int32_t> number;
    EXPECT_EQ(error_of(request(digits), kDurationMember, number), std::nullopt) << digits;
    EXPECT_EQ(number, 900) << digits;
  }
}

TEST(BindNumbers, what_does_not_parse_is_malformed_without_a_message) {
  for (auto const* digits : {"abc", "900.0", "9e2", "0x384", " 900", "900 ", "+", "-", "+-900", "--900", "1,000",
                             "2147483648", "-2147483649", "99999999999999999999", "९००"}) {
    std::optional<std::int32_t> number;
    auto const error = error_of(request(digits), kDurationMember, number);
    ASSERT_TRUE(error.has_value()) << digits;
    EXPECT_EQ(error->code, "MalformedInput") << digits;
    EXPECT_EQ(error->http_status, 400) << digits;
    EXPECT_EQ(error->message, std::nullopt) << digits;
  }
}

TEST(BindNumbers, an_empty_one_is_malformed_with_a_message) {
  std::optional<std::int32_t> number;
  auto const error = error_of(request(""), kDurationMember, number);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "MalformedInput");
  EXPECT_EQ(error->message, "missing value for decimal type");
}

TEST(BindNumbers, have_a_range) {
  std::optional<std::int32_t> number;
  EXPECT_EQ(message_of(request("899"), kDurationMember, number, Wording::kWithValue),
            "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: "
            "Member must have value greater than or equal to 900");
  EXPECT_EQ(message_of(request("43201"), kDurationMember, number),
            "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: "
            "Member must have value less than or equal to 43200");
  EXPECT_EQ(message_of(request("43200"), kDurationMember, number), "");
}

TEST(BindNumbers, negative_ones_fail_the_range_only) {
  std::optional<std::int32_t> number;
  EXPECT_EQ(message_of(request("-900"), kDurationMember, number, Wording::kWithValue),
            "1 validation error detected: Value '-900' at 'durationSeconds' failed to satisfy constraint: "
            "Member must have value greater than or equal to 900");
}

TEST(BindNumbers, long_ones_have_sixty_four_bits) {
  Member const member{.name = "DurationSeconds", .label = "durationSeconds"};
  std::optional<std::int64_t> number;
  EXPECT_EQ(error_of(request("2147483648"), member, number), std::nullopt);
  EXPECT_EQ(number, 2'147'483'648);
  EXPECT_EQ(error_of(request("9223372036854775808"), member, number)->code, "MalformedInput");
}

TEST(BindNumbers, malformed_input_beats_every_violation_before_and_after_it) {
  Member const name{.name = "RoleArn", .label = "roleArn", .presence = Presence::kRequired};
  auto const values = request("abc");
  Violations violations(Wording::kWithValue);
  Binder binder(values, "", violations);
  std::string text;
  std::optional<std::int32_t> number;
  binder(name, text);
  binder(kDurationMember, number);
  binder(name, text);
  ASSERT_TRUE(violations.error().has_value());
  EXPECT_EQ(violations.error()->code, "MalformedInput");
  EXPECT_EQ(violations.error()->message, std::nullopt);
}

TEST(BindNumbers, of_several_malformed_ones_the_first_is_told) {
  auto const values = structure({{"A", text("")}, {"B", text("x")}});
  Violations violations(Wording::kWithoutValue);
  Binder binder(values, "", violations);
  std::optional<std::int32_t> number;
  binder(Member{.name = "A", .label = "a"}, number);
  binder(Member{.name = "B", .label = "b"}, number);
  EXPECT_EQ(violations.error()->message, "missing value for decimal type");
}

// Recorded: radkawar/stackd, credential_inputs.json.
TEST(BindFlags, have_four_spellings) {
  Member const member{.name = "Flag", .label = "flag"};
  std::optional<bool> flag;
  for (auto const* yes : {"true", "1"}) {
    EXPECT_EQ(error_of(structure({{"Flag", text(yes)}}), member, flag), std::nullopt);
    EXPECT_EQ(flag, true) << yes;
  }
  for (auto const* no : {"false", "0"}) {
    EXPECT_EQ(error_of(structure({{"Flag", text(no)}}), member, flag), std::nullopt);
    EXPECT_EQ(flag, false) << no;
  }
  for (auto const* neither : {"", "True", "TRUE", "False", "FALSE", "null", "yes", "truee", " true", "true "}) {
    auto const error = error_of(structure({{"Flag", text(neither)}}), member, flag);
    ASSERT_TRUE(error.has_value()) << neither;
    EXPECT_EQ(error->code, "MalformedInput") << neither;
  }
}

}  // namespace
}  // namespace iam::api
