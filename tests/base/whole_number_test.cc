#include "iam/base/whole_number.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace iam {
namespace {

TEST(WholeNumber, is_all_of_its_text) {
  EXPECT_EQ(whole_number<int>("42"), 42);
  EXPECT_EQ(whole_number<int>("-42"), -42);
  EXPECT_EQ(whole_number<int>("007"), 7);
  for (auto const* text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "--1", "one", "1,2"}) {
    EXPECT_EQ(whole_number<int>(text), std::nullopt) << text;
  }
}

TEST(WholeNumber, has_no_sign_where_its_type_has_none) {
  EXPECT_EQ(whole_number<unsigned>("0"), 0U);
  EXPECT_EQ(whole_number<unsigned>("-0"), std::nullopt);
  EXPECT_EQ(whole_number<unsigned>("-1"), std::nullopt);
}

TEST(WholeNumber, has_room_in_its_type) {
  EXPECT_EQ(whole_number<std::int32_t>("2147483647"), INT32_MAX);
  EXPECT_EQ(whole_number<std::int32_t>("2147483648"), std::nullopt);
  EXPECT_EQ(whole_number<std::int64_t>("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(whole_number<std::int64_t>("99999999999999999999"), std::nullopt);
}

TEST(WholeNumber, keeps_to_the_limits_given) {
  EXPECT_EQ(whole_number("1", 1, 10), 1);
  EXPECT_EQ(whole_number("10", 1, 10), 10);
  EXPECT_EQ(whole_number("0", 1, 10), std::nullopt);
  EXPECT_EQ(whole_number("11", 1, 10), std::nullopt);
}

TEST(WholeNumber, may_be_of_another_base) {
  EXPECT_EQ((whole_number<unsigned>("1f600", 0, 0x10FFFF, 16)), 0x1F600U);
  EXPECT_EQ((whole_number<unsigned>("g", 0, 0x10FFFF, 16)), std::nullopt);
}

}  // namespace
}  // namespace iam
