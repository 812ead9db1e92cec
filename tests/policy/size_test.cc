#include "iam/policy/document.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

// [D] "IAM does not count white space when calculating the size of a policy": reference_iam-quotas.
TEST(CountedSize, leaves_out_white_space_between_tokens) {
  EXPECT_EQ(counted_size("{}"), 2U);
  EXPECT_EQ(counted_size(" {\r\n\t\"a\" : [ 1 , 2 ]\n} "), 11U);
  EXPECT_EQ(counted_size(""), 0U);
  EXPECT_EQ(counted_size(" \n"), 0U);
}

TEST(CountedSize, counts_white_space_within_strings) {
  EXPECT_EQ(counted_size("{\"a b\": \"  \"}"), 12U);
  EXPECT_EQ(counted_size(R"("a\" b" )"), 7U);
  EXPECT_EQ(counted_size(R"("a\\" "b")"), 8U);
}

TEST(CountedSize, counts_characters_not_bytes) { EXPECT_EQ(counted_size("\"ü\""), 3U); }

}  // namespace
}  // namespace iam::policy
