// What is observed of access keys, users and roles between two flushes, and what becomes of it.
#include "iam/call/last_used.h"

#include "iam/base/ids.h"
#include "iam/store/access_keys.h"
#include "iam/store/roles.h"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <utility>

namespace iam::service {
namespace {

constexpr char kId[] = "AKIAQAAAAAAAAAAAAAAA";

store::LastUse use(int seconds) { return {Time(std::chrono::seconds(seconds)), "iam", "us-east-1"}; }

// A store whose writes wait until they are let through.
class WaitingStore final : public store::Store {
 public:
  void read(std::function<void(store::Session&)> const& work) override { store_->read(work); }
  void write(Work work, Done done) override { waiting_.emplace_back(std::move(work), std::move(done)); }
  std::uint64_t version() const override { return store_->version(); }
  void flush() override {}
  void check() override {}
  bool can_replicate() const override { return false; }
  void with_writer(WriterWork const& /*work*/) override {}

  std::size_t waiting() const { return waiting_.size(); }
  void let_through() {
    for (auto& [work, done] : std::exchange(waiting_, {})) store_->write(std::move(work), std::move(done));
  }
  // The same, with something that happens between the commit and the news of it.
  void let_through(std::function<void()> const& meanwhile) {
    for (auto& [work, done] : std::exchange(waiting_, {})) {
      store_->write(std::move(work), [&, done = std::move(done)](std::exception_ptr failure) {
        meanwhile();
        done(std::move(failure));
      });
    }
  }
  void fail() {
    for (auto& [work, done] : std::exchange(waiting_, {})) done(std::make_exception_ptr(std::runtime_error("full")));
  }

 private:
  std::unique_ptr<store::Store> store_ = store::Store::open({});
  std::vector<std::pair<Work, Done>> waiting_;
};

class LastUsedTest : public testing::Test {
 protected:
  LastUsedTest() {
    store_.write(
        [](store::Session& session) {
          store::AccessKey key{.id = kId,
                               .account = AccountId(1),
                               .user = {},
                               .secret = Secret("secret"),
                               .status = "Active",
                               .created_at = {},
                               .last_use = {}};
          store::AccessKeys(session).insert(key);
          return store::Verdict::kCommit;
        },
        [](std::exception_ptr const& failure) { EXPECT_EQ(failure, nullptr); });
    store_.let_through();
  }

  std::optional<store::LastUse> stored() {
    std::optional<store::LastUse> use;
    store_.read([&](store::Session& session) { use = store::AccessKeys(session).find(kId)->last_use; });
    return use;
  }

  LastUsed last_used_;
  WaitingStore store_;
};

TEST_F(LastUsedTest, is_known_at_once_and_until_it_is_written) {
  EXPECT_EQ(last_used_.find(kId), std::nullopt);
  last_used_.record(kId, use(1));
  last_used_.record(kId, use(2));
  EXPECT_EQ(last_used_.find(kId), use(2));
  last_used_.flush(store_);
  EXPECT_EQ(last_used_.find(kId), use(2));
  EXPECT_EQ(stored(), std::nullopt);
  store_.let_through();
  EXPECT_EQ(last_used_.find(kId), std::nullopt);
  EXPECT_EQ(stored(), use(2));
}

TEST_F(LastUsedTest, is_kept_when_it_is_newer_than_what_was_written) {
  last_used_.record(kId, use(1));
  last_used_.flush(store_);
  store_.let_through([&] { last_used_.record(kId, use(2)); });
  EXPECT_EQ(last_used_.find(kId), use(2));
  EXPECT_EQ(stored(), use(1));
}

// A savepoint that is restored meanwhile knows nothing of it.
TEST_F(LastUsedTest, is_not_written_when_it_was_forgotten_before) {
  last_used_.record(kId, use(1));
  last_used_.flush(store_);
  store_.read([&](store::Session& session) { last_used_.forget(session, std::nullopt); });
  store_.let_through();
  EXPECT_EQ(stored(), std::nullopt);
}

TEST_F(LastUsedTest, is_forgotten_with_the_account_that_the_key_id_carries) {
  last_used_.record(kId, use(1));
  store_.read([&](store::Session& session) { last_used_.forget(session, AccountId(2)); });
  EXPECT_EQ(last_used_.find(kId), use(1));
  auto const account = account_of_id(kId);
  ASSERT_TRUE(account.has_value());
  store_.read([&](store::Session& session) { last_used_.forget(session, *account); });
  EXPECT_EQ(last_used_.find(kId), std::nullopt);
}

TEST_F(LastUsedTest, is_written_by_the_next_flush_when_one_fails) {
  last_used_.record(kId, use(1));
  last_used_.flush(store_);
  store_.fail();
  EXPECT_EQ(last_used_.find(kId), use(1));
  last_used_.flush(store_);
  store_.let_through();
  EXPECT_EQ(stored(), use(1));
}

TEST_F(LastUsedTest, costs_no_write_when_nothing_was_used) {
  last_used_.flush(store_);
  EXPECT_EQ(store_.waiting(), 0U);
}

TEST_F(LastUsedTest, of_a_key_that_is_gone_is_dropped) {
  last_used_.record("AKIAQBBBBBBBBBBBBBBB", use(1));
  last_used_.flush(store_);
  store_.let_through();
  EXPECT_EQ(last_used_.find("AKIAQBBBBBBBBBBBBBBB"), std::nullopt);
}

class RoleLastUsed : public LastUsedTest {
 protected:
  RoleLastUsed() {
    store_.write(
        [this](store::Session& session) {
          store::Role role{.account = AccountId(1), .name = "worker", .path = "/", .unique_id = "AROA"};
          store::Roles(session).insert(role);
          role_ = role.id;
          return store::Verdict::kCommit;
        },
        [](std::exception_ptr const& failure) { EXPECT_EQ(failure, nullptr); });
    store_.let_through();
  }

  std::optional<Time> stored_time() {
    std::optional<Time> time;
    store_.read(
        [&](store::Session& session) { time = store::Roles(session).find(AccountId(1), "worker")->last_used_at; });
    return time;
  }

  Operation const& list_users_ = *find_operation(Service::kIam, "ListUsers");
  Operation const& get_caller_ = *find_operation(Service::kSts, "GetCallerIdentity");
  store::EntityId role_ = 0;
};

TEST_F(RoleLastUsed, is_the_last_of_all_it_did) {
  EXPECT_EQ(last_used_.find(role_), std::nullopt);
  last_used_.record(role_, list_users_, use(2));
  last_used_.record(role_, get_caller_, use(1));
  last_used_.record(role_ + 1, get_caller_, use(3));
  EXPECT_EQ(last_used_.find(role_), use(2));
}

TEST_F(RoleLastUsed, is_written_and_forgotten) {
  last_used_.record(role_, list_users_, use(2));
  last_used_.record(role_, get_caller_, use(1));
  last_used_.flush(store_);
  store_.let_through();
  EXPECT_EQ(last_used_.find(role_), std::nullopt);
  EXPECT_EQ(stored_time(), use(2).at);
}

TEST_F(RoleLastUsed, of_an_entity_that_is_gone_is_dropped) {
  last_used_.record(role_ + 1, list_users_, use(1));
  last_used_.flush(store_);
  store_.let_through();
  EXPECT_EQ(last_used_.find(role_ + 1), std::nullopt);
}

}  // namespace
}  // namespace iam::service
