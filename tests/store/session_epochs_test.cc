// How many epochs an account has is bounded: where ids repeat, every session begins one.
#include "iam/store/session_epochs.h"

#include "scratch.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace iam::store {
namespace {

constexpr auto kMax = SessionEpochs::kEpochsMax;
AccountId const kAccount = *AccountId::parse("111122223333");
AccountId const kOther = *AccountId::parse("444455556666");

void with_epochs(std::function<void(SessionEpochs)> const& work) {
  commit(*open_store(), [&](Session& session) { work(SessionEpochs(session)); });
}

TEST(SessionEpochs, that_are_an_accounts_oldest_end_when_there_are_too_many) {
  with_epochs([](SessionEpochs epochs) {
    epochs.insert_closed(kOther, "first");
    for (std::int64_t i = 0; i < kMax; ++i) epochs.insert_closed(kAccount, std::to_string(i));
    EXPECT_TRUE(epochs.contains(kAccount, "0"));
    epochs.insert_closed(kAccount, "0");
    EXPECT_TRUE(epochs.contains(kAccount, "1"));
    epochs.insert_closed(kAccount, "one more");
    EXPECT_FALSE(epochs.contains(kAccount, "0"));
    EXPECT_TRUE(epochs.contains(kAccount, "1"));
    EXPECT_TRUE(epochs.contains(kAccount, "one more"));
    EXPECT_TRUE(epochs.contains(kOther, "first"));
  });
}

TEST(SessionEpochs, that_are_open_do_not_end) {
  with_epochs([](SessionEpochs epochs) {
    epochs.insert_open(kAccount, "open");
    for (std::int64_t i = 0; i <= kMax; ++i) epochs.insert_closed(kAccount, std::to_string(i));
    EXPECT_EQ(epochs.open(kAccount), "open");
    EXPECT_FALSE(epochs.contains(kAccount, "0"));
  });
}

}  // namespace
}  // namespace iam::store
