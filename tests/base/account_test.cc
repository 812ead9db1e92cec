#include "iam/base/account.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

TEST(AccountId, leading_zeros_belong_to_it) {
  auto const account = AccountId::parse("000000000042");
  ASSERT_TRUE(account.has_value());
  EXPECT_EQ(account->number(), 42u);
  EXPECT_EQ(account->text(), "000000000042");
}

TEST(AccountId, reads_the_largest) {
  auto const account = AccountId::parse("999999999999");
  ASSERT_TRUE(account.has_value());
  EXPECT_EQ(account->number(), 999'999'999'999u);
  EXPECT_EQ(account->text(), "999999999999");
}

TEST(AccountId, is_exactly_twelve_digits) {
  for (auto const* text : {"", "1", "12345678901", "1234567890123", "12345678901x", "-12345678901", "+12345678901",
                           " 12345678901", "123456789012 ", "1234-5678-90", "AKIAIOSFODNN"}) {
    EXPECT_FALSE(AccountId::parse(text).has_value()) << '"' << text << '"';
  }
}

}  // namespace
}  // namespace iam
