// The journal keeps the latest requests of each account, and never more memory than it says.
#include "iam/face/request_journal.h"

#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <vector>

namespace iam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr AccountId kAccount(111122223333);

void record(RequestJournal& journal, AccountId account, std::string const& id, std::string const& parameters = "") {
  KeptParameters kept;
  kept.text = parameters;
  journal.record({.account = account,
                  .at = {},
                  .ended = std::chrono::steady_clock::now(),
                  .status = 200,
                  .source = "aws",
                  .service = "iam",
                  .operation = "GetUser",
                  .request_id = id,
                  .caller = "arn:aws:iam::111122223333:root",
                  .parameters = kept,
                  .code = {},
                  .sentence = {},
                  .decision = {},
                  .fault = {},
                  .notes = {}});
}

std::vector<std::string> ids(RequestJournal const& journal, std::optional<AccountId> account) {
  std::vector<std::string> found;
  for (auto const& recorded : journal.latest(account)) found.emplace_back(recorded.request_id());
  return found;
}

TEST(RequestJournal, has_the_newest_first) {
  RequestJournal journal(10);
  for (auto const* id : {"1", "2", "3"}) record(journal, kAccount, id);
  EXPECT_THAT(ids(journal, kAccount), ElementsAre("3", "2", "1"));
}

TEST(RequestJournal, keeps_what_was_recorded) {
  RequestJournal journal(10);
  Notes const notes{{"canonical_request", "GET"}};
  KeptParameters const kept{.form = KeptParameters::Form::kJson, .text = "{}", .is_cut = true};
  journal.record({.account = kAccount,
                  .at = Time(std::chrono::seconds(5)),
                  .ended = {},
                  .duration = std::chrono::microseconds(17),
                  .status = 403,
                  .source = "alexa",
                  .service = "a4b",
                  .operation = "SearchUsers",
                  .request_id = "id",
                  .caller = "arn",
                  .parameters = kept,
                  .code = "AccessDenied",
                  .sentence = "no",
                  .decision = "implicitDeny; no",
                  .fault = "slow",
                  .notes = notes});
  auto const found = journal.latest(std::nullopt);
  ASSERT_THAT(found, SizeIs(1));
  auto const& recorded = found.front();
  EXPECT_EQ(recorded.account(), kAccount);
  EXPECT_EQ(recorded.at(), Time(std::chrono::seconds(5)));
  EXPECT_EQ(recorded.duration(), std::chrono::microseconds(17));
  EXPECT_EQ(recorded.status(), 403);
  EXPECT_EQ(recorded.source(), "alexa");
  EXPECT_EQ(recorded.service(), "a4b");
  EXPECT_EQ(recorded.operation(), "SearchUsers");
  EXPECT_EQ(recorded.request_id(), "id");
  EXPECT_EQ(recorded.caller(), "arn");
  EXPECT_EQ(recorded.parameters(), "{}");
  EXPECT_EQ(recorded.form(), KeptParameters::Form::kJson);
  EXPECT_TRUE(recorded.is_cut());
  EXPECT_EQ(recorded.code(), "AccessDenied");
  EXPECT_EQ(recorded.sentence(), "no");
  EXPECT_EQ(recorded.decision(), "implicitDeny; no");
  EXPECT_EQ(recorded.fault(), "slow");
  ASSERT_THAT(recorded.notes(), SizeIs(1));
  EXPECT_EQ(recorded.notes().front().text, "GET");
}

TEST(RequestJournal, keeps_so_many_of_each_account_and_no_more) {
  RequestJournal journal(3);
  for (int i = 0; i < 8; ++i) record(journal, kAccount, std::to_string(i));
  record(journal, AccountId(7), "other");
  EXPECT_THAT(ids(journal, kAccount), ElementsAre("7", "6", "5"));
  EXPECT_THAT(ids(journal, AccountId(7)), ElementsAre("other"));
  EXPECT_THAT(ids(journal, std::nullopt), SizeIs(4));
}

// Threads write into parts of their own; whoever reads sees one journal.
TEST(RequestJournal, is_one_whatever_thread_records) {
  RequestJournal journal(5);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&journal, thread] {
      for (int i = 0; i < 50; ++i) record(journal, kAccount, std::to_string(thread) + "." + std::to_string(i));
    });
  }
  for (auto& thread : threads) thread.join();
  record(journal, kAccount, "last");
  auto const found = ids(journal, kAccount);
  EXPECT_THAT(found, SizeIs(5));
  EXPECT_EQ(found.front(), "last");
}

TEST(RequestJournal, keeps_fewer_of_an_account_that_sends_large_requests) {
  RequestJournal journal(1000);
  std::string const large(kKeptParametersMax, 'x');
  for (int i = 0; i < 1000; ++i) record(journal, kAccount, std::to_string(i), large);
  EXPECT_LE(journal.bytes(), RequestJournal::kBytesPerAccountMax);
  EXPECT_EQ(ids(journal, kAccount).front(), "999");
  EXPECT_GT(ids(journal, kAccount).size(), 20U);
}

TEST(RequestJournal, remembers_small_requests_again_after_large_ones) {
  RequestJournal journal(100);
  for (int i = 0; i < 100; ++i) record(journal, kAccount, "large", std::string(kKeptParametersMax, 'x'));
  for (int i = 0; i < 200; ++i) record(journal, kAccount, std::to_string(i));
  EXPECT_THAT(ids(journal, kAccount), SizeIs(100));
  EXPECT_LT(journal.bytes(), 200'000U);
}

TEST(RequestJournal, forgets_the_accounts_that_are_silent_for_longest_before_memory_is_short) {
  RequestJournal journal(1000);
  std::string const large(kKeptParametersMax, 'x');
  for (std::uint64_t account = 1; account <= 4000; ++account) record(journal, AccountId(account), "1", large);
  EXPECT_LE(journal.bytes(), RequestJournal::kBytesMax);
  EXPECT_THAT(ids(journal, AccountId(1)), IsEmpty());
  EXPECT_THAT(ids(journal, AccountId(4000)), SizeIs(1));
}

TEST(RequestJournal, forgets_one_account_or_all) {
  RequestJournal journal(10);
  record(journal, kAccount, "1");
  record(journal, AccountId(7), "2");
  journal.forget(kAccount);
  EXPECT_THAT(ids(journal, std::nullopt), ElementsAre("2"));
  journal.forget(std::nullopt);
  EXPECT_THAT(ids(journal, std::nullopt), IsEmpty());
  EXPECT_EQ(journal.bytes(), 0U);
}

struct Hearing : RequestJournal::Listener {
  void hear(RecordedRequest const& recorded) override { heard.emplace_back(recorded.request_id()); }
  std::vector<std::string> heard;
};

TEST(RequestJournal, tells_listeners_as_long_as_they_live) {
  RequestJournal journal(10);
  auto const listener = std::make_shared<Hearing>();
  record(journal, kAccount, "before");
  EXPECT_TRUE(journal.add_listener(listener));
  record(journal, kAccount, "1");
  EXPECT_TRUE(journal.add_listener(std::make_shared<Hearing>()));
  record(journal, AccountId(7), "2");
  EXPECT_THAT(listener->heard, ElementsAre("1", "2"));
}

TEST(RequestJournal, has_a_limit_of_listeners) {
  RequestJournal journal(10);
  std::vector<std::shared_ptr<Hearing>> listeners;
  for (std::size_t i = 0; i < RequestJournal::kListenersMax; ++i) {
    listeners.push_back(std::make_shared<Hearing>());
    EXPECT_TRUE(journal.add_listener(listeners.back()));
  }
  EXPECT_FALSE(journal.add_listener(std::make_shared<Hearing>()));
  listeners.pop_back();
  EXPECT_TRUE(journal.add_listener(std::make_shared<Hearing>()));
}

}  // namespace
}  // namespace iam::gateway
