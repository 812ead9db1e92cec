#include "iam/call/code_attempts.h"

#include <gtest/gtest.h>

namespace iam::service {
namespace {

constexpr AccountId kAccount(123456789012);
constexpr AccountId kOther(210987654321);
constexpr Time kNoon = Time(std::chrono::seconds(1'772'712'000));  // 2026-03-05T12:00:00Z

// Whether a tenth code is looked at, after nine.
bool is_tired(CodeAttempts& attempts, AccountId account, std::string_view device, Time now) {
  for (auto i = 0; i < CodeAttempts::kCodesMax; ++i) {
    if (!attempts.admit(account, device, now)) return true;
  }
  return false;
}

TEST(CodeAttempts, admit_nine_codes_in_each_three_minutes_of_the_clock) {
  CodeAttempts attempts;
  auto const last = kNoon + std::chrono::seconds(179);
  EXPECT_FALSE(is_tired(attempts, kAccount, "phone", kNoon));
  EXPECT_FALSE(attempts.admit(kAccount, "phone", last));
  EXPECT_TRUE(attempts.admit(kAccount, "phone", last + std::chrono::seconds(1)));
}

TEST(CodeAttempts, count_each_device_of_each_account_by_itself) {
  CodeAttempts attempts;
  EXPECT_FALSE(is_tired(attempts, kAccount, "phone", kNoon));
  EXPECT_FALSE(attempts.admit(kAccount, "phone", kNoon));
  EXPECT_TRUE(attempts.admit(kAccount, "tablet", kNoon));
  EXPECT_TRUE(attempts.admit(kOther, "phone", kNoon));
}

TEST(CodeAttempts, are_forgotten_for_an_account_or_for_all) {
  CodeAttempts attempts;
  EXPECT_FALSE(is_tired(attempts, kAccount, "phone", kNoon));
  attempts.forget(kOther);
  EXPECT_FALSE(attempts.admit(kAccount, "phone", kNoon));
  attempts.forget(kAccount);
  EXPECT_FALSE(is_tired(attempts, kAccount, "phone", kNoon));
  attempts.forget(std::nullopt);
  EXPECT_TRUE(attempts.admit(kAccount, "phone", kNoon));
}

// The account's alone, or everybody's.
TEST(CodeAttempts, can_be_put_back) {
  CodeAttempts attempts;
  auto const try_all = [&](AccountId account) {
    int admitted = 0;
    while (attempts.admit(account, "phone", kNoon)) ++admitted;
    return admitted;
  };
  attempts.admit(kAccount, "phone", kNoon);
  auto const all = attempts.tried(std::nullopt);
  auto const mine = attempts.tried(kAccount);
  try_all(kAccount);
  EXPECT_EQ(try_all(kOther), CodeAttempts::kCodesMax);
  attempts.put_back(kAccount, mine);
  EXPECT_EQ(try_all(kAccount), CodeAttempts::kCodesMax - 1);
  EXPECT_EQ(try_all(kOther), 0);
  attempts.put_back(std::nullopt, all);
  EXPECT_EQ(try_all(kAccount), CodeAttempts::kCodesMax - 1);
  EXPECT_EQ(try_all(kOther), CodeAttempts::kCodesMax);
}

}  // namespace
}  // namespace iam::service
