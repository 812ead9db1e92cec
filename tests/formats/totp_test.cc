// One-time codes, against the vectors of RFC 6238 appendix B cut to six digits.
#include "iam/formats/totp.h"

#include <gtest/gtest.h>

namespace iam::formats {
namespace {

Secret const kSeed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");  // "12345678901234567890"

std::string code_at(std::int64_t second) {
  return totp::code(kSeed, totp::step_at(Time(std::chrono::seconds(second))));
}

TEST(Totp, makes_the_codes_of_the_standard) {
  EXPECT_EQ(code_at(59), "287082");
  EXPECT_EQ(code_at(1111111109), "081804");
  EXPECT_EQ(code_at(1111111111), "050471");
  EXPECT_EQ(code_at(1234567890), "005924");
  EXPECT_EQ(code_at(2000000000), "279037");
  EXPECT_EQ(code_at(20000000000), "353130");
}

TEST(Totp, finds_a_code_within_the_distance) {
  EXPECT_EQ(totp::find(kSeed, totp::code(kSeed, 103), 100, 3), 103);
  EXPECT_EQ(totp::find(kSeed, totp::code(kSeed, 104), 100, 3), std::nullopt);
}

TEST(Totp, finds_two_codes_only_in_their_order) {
  auto const first = totp::code(kSeed, 99);
  auto const second = totp::code(kSeed, 100);
  EXPECT_EQ(totp::find_pair(kSeed, first, second, 101, 3), 100);
  EXPECT_EQ(totp::find_pair(kSeed, second, first, 101, 3), std::nullopt);
  EXPECT_EQ(totp::find_pair(kSeed, second, second, 101, 3), std::nullopt);
}

}  // namespace
}  // namespace iam::formats
