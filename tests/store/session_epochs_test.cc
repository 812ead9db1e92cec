// How many epochs an account has is bounded: where ids repeat, every session begins one.
#include "iam/store/session_epochs.h"

#include "scratch.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace iam::store {
namespace {

constexpr auto kMax = SessionEpochs::kEpochsMax;
AccountId const kOwner = *AccountId::parse("111122223333");
AccountId const kOther = *AccountId::parse("444455556666");

void with_epochs(std::function<void(SessionEpochs)> const& work) {
  commit(*open_store(), [&](Session& session) { work(SessionEpochs(session)); });
}

TEST(SessionEpochs, that_are_an_accounts_oldest_end_when_there_are_too_many) {
  with_epochs([](SessionEpochs epochs) {
    epochs.insert_closed(kOther, "first");
    for (std::int64_t i = 0; i < kMax; ++i) epochs.insert_closed(kOwner, std::to_string(i));
    EXPECT_TRUE(epochs.contains(kOwner, "0"));
    epochs.insert_closed(kOwner, "0");
    EXPECT_TRUE(epochs.contains(kOwner, "1"));
    epochs.insert_closed(kOwner, "one more");
    EXPECT_FALSE(epochs.contains(kOwner, "0"));
    EXPECT_TRUE(epochs.contains(kOwner, "1"));
    EXPECT_TRUE(epochs.contains(kOwner, "one more"));
    EXPECT_TRUE(epochs.contains(kOther, "first"));
  });
}

TEST(SessionEpochs, that_are_open_do_not_end) {
  with_epochs([](SessionEpochs epochs) {
    epochs.insert_open(kOwner, "open");
    for (std::int64_t i = 0; i <= kMax; ++i) epochs.insert_closed(kOwner, std::to_string(i));
    EXPECT_EQ(epochs.open(kOwner), "open");
    EXPECT_FALSE(epochs.contains(kOwner, "0"));
  });
}

}  // namespace
}  // namespace iam::store
