#include "iam/authorization/denial_journal.h"

#include "iam/policy/compile.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace iam::service {
namespace {

DeniedRequest denied(std::string const& id, std::size_t user_agent_bytes) {
  policy::Context context;
  context.set("aws:UserAgent", std::string(user_agent_bytes, 'x'));
  return {.authorization_id = "id" + id, .request_id = id, .failure = {.context = context.entries()}};
}

TEST(DenialJournal, keeps_the_newest_of_an_account) {
  DenialJournal journal;
  AccountId const account(123456789012);
  for (int i = 0; i < 1050; ++i) journal.record(account, denied(std::to_string(i), 10));
  auto const latest = journal.latest(account);
  ASSERT_EQ(latest.size(), DenialJournal::kLatestMax);
  EXPECT_EQ(latest.front().request_id, "1049");
  EXPECT_EQ(latest.back().request_id, "950");
  EXPECT_TRUE(journal.find("id50", Time()).has_value());
  EXPECT_FALSE(journal.find("id49", Time()).has_value());
}

TEST(DenialJournal, keeps_the_order_of_accounts_whose_denials_have_one_time) {
  DenialJournal journal;
  for (auto const account : {3, 1, 2, 1}) journal.record(AccountId(account), denied(std::to_string(account), 10));
  std::vector<std::string> ids;
  for (auto const& each : journal.latest(std::nullopt, 3)) ids.push_back(each.request_id);
  EXPECT_EQ(ids, (std::vector<std::string>{"1", "2", "1"}));
}

// "Authorization details are available for at least 24 hours after the denial."
TEST(DenialJournal, finds_a_denial_by_its_id_for_a_day) {
  DenialJournal journal;
  journal.record(AccountId(1), denied("a", 10));
  journal.record(AccountId(2), denied("b", 10));
  auto const day = std::chrono::hours(24);
  auto const found = journal.find("idb", Time(day));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->account, AccountId(2));
  EXPECT_EQ(found->denied.request_id, "b");
  EXPECT_FALSE(journal.find("idb", Time(day + std::chrono::milliseconds(1))).has_value());
  EXPECT_FALSE(journal.find("idc", Time()).has_value());
  EXPECT_FALSE(journal.find("", Time()).has_value());
}

// Security finding of 2026-11: a denial took 16 KB with a user agent of 14 KB, and there was room for 100,000 of them.
TEST(DenialJournal, is_bounded_in_bytes_for_each_account) {
  DenialJournal journal;
  AccountId const account(123456789012);
  for (int i = 0; i < 100; ++i) journal.record(account, denied(std::to_string(i), 100'000));
  EXPECT_LE(journal.bytes(), DenialJournal::kBytesPerAccountMax);
  EXPECT_EQ(journal.latest(account).front().request_id, "99");
  journal.record(account, denied("large", 2 * DenialJournal::kBytesPerAccountMax));
  ASSERT_EQ(journal.latest(account).size(), 1U);
}

TEST(DenialJournal, counts_a_document_once_for_all_denials_of_an_account) {
  std::string const text(1'000'000, ' ');
  auto compiled = policy::compile(policy::Document{}, text);
  auto one = denied("one", 10);
  one.sets.identity.push_back({"user_Bob_inline", "", compiled});
  DenialJournal journal;
  journal.record(AccountId(1), one);
  auto const first = journal.bytes();
  EXPECT_GE(first, text.size());
  journal.record(AccountId(1), one);
  EXPECT_LT(journal.bytes(), first + 10'000);
  // What pushes both out takes the document along.
  journal.record(AccountId(1), denied("large", DenialJournal::kBytesPerAccountMax - 50'000));
  ASSERT_EQ(journal.latest(AccountId(1)).size(), 1U);
  EXPECT_LE(journal.bytes(), DenialJournal::kBytesPerAccountMax);
  EXPECT_EQ(compiled.use_count(), 2);
}

TEST(DenialJournal, is_bounded_in_bytes_for_all_accounts) {
  DenialJournal journal;
  AccountId const first(1);
  for (int i = 0; i < 200; ++i) {
    journal.record(AccountId(100 + i), denied("x", 900'000));
    journal.record(first, denied("kept", 10));
  }
  EXPECT_LE(journal.bytes(), DenialJournal::kBytesMax);
  EXPECT_TRUE(journal.latest(AccountId(100)).empty());
  EXPECT_FALSE(journal.latest(AccountId(299)).empty());
  EXPECT_FALSE(journal.latest(first).empty());
}

TEST(DenialJournal, forgets_an_account_or_all) {
  DenialJournal journal;
  journal.record(AccountId(1), denied("a", 10));
  journal.record(AccountId(2), denied("b", 10));
  journal.forget(AccountId(1));
  EXPECT_TRUE(journal.latest(AccountId(1)).empty());
  EXPECT_FALSE(journal.latest(AccountId(2)).empty());
  journal.forget(std::nullopt);
  EXPECT_TRUE(journal.latest(AccountId(2)).empty());
  EXPECT_EQ(journal.bytes(), 0U);
}

}  // namespace
}  // namespace iam::service
