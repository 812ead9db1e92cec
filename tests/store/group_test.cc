// Writes to a file that share one commit.
#include "iam/store/store.h"
#include "iam/store/tags.h"
#include "scratch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace iam::store {
namespace {

class GroupTest : public testing::Test {
 protected:
  // Holds the committing thread in a write of its own until release(): what is queued meanwhile becomes one group.
  void hold() {
    std::promise<void> running;
    store_->write(
        [this, &running](Session&) {
          running.set_value();
          released_.get_future().wait();
          return Verdict::kRollback;
        },
        [](std::exception_ptr) {});
    running.get_future().wait();
  }

  void release() {
    released_.set_value();
    store_->flush();
  }

  // The failure of each queued write, in order, once they are released.
  void queue(Store::Work work) {
    std::size_t const place = failures_.size();
    failures_.emplace_back();
    store_->write(std::move(work), [this, place](std::exception_ptr failure) { failures_[place] = failure; });
  }

  void queue_user(std::string name, Verdict verdict = Verdict::kCommit) {
    queue([name = std::move(name), verdict](Session& session) {
      User user = a_user(name);
      Users(session).insert(user);
      return verdict;
    });
  }

  ScratchDirectory directory_;
  std::promise<void> released_;
  std::vector<std::exception_ptr> failures_;
  std::unique_ptr<Store> store_ = Store::open({.path = directory_.file(), .durability = Durability::kFull});
};

TEST_F(GroupTest, a_call_sees_what_the_ones_before_it_wrote) {
  bool seen = false;
  hold();
  failures_.reserve(2);
  queue_user("Bob");
  queue([&seen](Session& session) {
    seen = Users(session).find(kAccount, "Bob").has_value();
    return Verdict::kCommit;
  });
  release();
  EXPECT_TRUE(seen);
}

TEST_F(GroupTest, a_call_rolled_back_or_thrown_out_leaves_the_others_standing) {
  hold();
  failures_.reserve(4);
  queue_user("first");
  queue_user("rolled-back", Verdict::kRollback);
  queue([](Session& session) -> Verdict {
    User user = a_user("thrown-out");
    Users(session).insert(user);
    throw std::logic_error("from the work");
  });
  queue_user("last");
  release();

  EXPECT_TRUE(has_user(*store_, "first"));
  EXPECT_FALSE(has_user(*store_, "rolled-back"));
  EXPECT_FALSE(has_user(*store_, "thrown-out"));
  EXPECT_TRUE(has_user(*store_, "last"));
  EXPECT_FALSE(failures_[0] || failures_[1] || failures_[3]);
  EXPECT_THROW(std::rethrow_exception(failures_[2]), std::logic_error);
  EXPECT_EQ(half_written_rows(*store_), 0);
}

// Even the one that was rolled back: what it answered may rest on a user who is gone now.
TEST_F(GroupTest, a_commit_that_fails_fails_every_call) {
  hold();
  failures_.reserve(4);
  queue_user("first");
  queue([](Session& session) {
    session.prepare("PRAGMA defer_foreign_keys = ON").run();
    Tags(session, KeyCase::kIgnored).put(999, {"of", "nobody"});
    return Verdict::kCommit;
  });
  queue_user("rolled-back", Verdict::kRollback);
  queue_user("last");
  release();

  for (std::exception_ptr const& failure : failures_) EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), 0);
  insert(*store_, a_user("after"));
  EXPECT_TRUE(has_user(*store_, "after"));
}

TEST_F(GroupTest, a_transaction_lost_in_the_middle_fails_every_call) {
  hold();
  failures_.reserve(3);
  queue_user("first");
  queue([](Session& session) {
    session.prepare("ROLLBACK").run();
    return Verdict::kCommit;
  });
  queue_user("last");
  release();

  for (std::exception_ptr const& failure : failures_) EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), 0);
  insert(*store_, a_user("after"));
}

// Every call's version, as it begins.
class GroupVersionTest : public GroupTest {
 protected:
  enum class Then { kRead, kWrite, kRollBack, kThrow, kLoseTheTransaction };

  void queue_calls(std::vector<Then> const& calls) {
    failures_.reserve(calls.size());
    versions_.reserve(calls.size());
    for (Then const then : calls) {
      queue([this, then](Session& session) {
        versions_.push_back(session.version().value());
        if (then == Then::kRead) return Verdict::kCommit;
        User user = a_user(std::to_string(versions_.size()));
        Users(session).insert(user);
        if (then == Then::kThrow) throw std::logic_error("from the work");
        if (then == Then::kLoseTheTransaction) session.prepare("ROLLBACK").run();
        return then == Then::kRollBack ? Verdict::kRollback : Verdict::kCommit;
      });
    }
  }

  std::vector<std::uint64_t> versions_;
};

TEST_F(GroupVersionTest, a_call_has_a_newer_version_than_before_what_an_earlier_one_wrote) {
  auto const before = version_read(*store_);
  hold();
  queue_calls({Then::kRead, Then::kWrite, Then::kRead, Then::kRead, Then::kWrite, Then::kRead});
  release();
  EXPECT_EQ(versions_[0], before);
  EXPECT_EQ(versions_[1], before);
  EXPECT_GT(versions_[2], versions_[1]);
  EXPECT_EQ(versions_[3], versions_[2]);
  EXPECT_EQ(versions_[4], versions_[2]);
  EXPECT_GT(versions_[5], versions_[4]);
  // What the last call saw is what was committed.
  EXPECT_EQ(version_read(*store_), versions_[5]);
}

TEST_F(GroupVersionTest, a_read_has_the_version_before_the_group_until_that_is_committed) {
  auto const before = version_read(*store_);
  std::optional<std::uint64_t> meanwhile;
  hold();
  queue_calls({Then::kWrite});
  queue([&meanwhile, this](Session& session) {
    versions_.push_back(session.version().value());
    std::thread([&] { meanwhile = version_read(*store_); }).join();
    return Verdict::kCommit;
  });
  release();
  EXPECT_EQ(meanwhile, before);
  EXPECT_GT(versions_[1], before);
}

TEST_F(GroupVersionTest, a_call_after_one_that_was_given_up_has_a_version_that_nobody_had) {
  hold();
  queue_calls({Then::kWrite, Then::kRollBack, Then::kRead, Then::kThrow, Then::kRead});
  release();
  EXPECT_GT(versions_[2], versions_[1]);
  EXPECT_GT(versions_[4], versions_[3]);
  EXPECT_EQ(version_read(*store_), versions_[4]);
}

TEST_F(GroupVersionTest, a_group_that_fails_leaves_a_version_that_none_of_its_calls_had) {
  hold();
  queue_calls({Then::kWrite, Then::kRead, Then::kWrite, Then::kLoseTheTransaction});
  release();
  for (std::exception_ptr const& failure : failures_) EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_GT(version_read(*store_), versions_.back());
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), 0);
}

TEST_F(GroupTest, writers_wait_while_the_queue_is_full_and_all_are_served) {
  constexpr int kQueuedMax = 4096;  // as grouped_store.cc has it
  constexpr int kWrites = kQueuedMax + 100;
  std::atomic<int> accepted = 0;
  std::atomic<int> done = 0;
  hold();
  std::thread writer([&] {
    for (int i = 0; i < kWrites; ++i) {
      store_->write([](Session&) { return Verdict::kCommit; }, [&done](std::exception_ptr) { ++done; });
      ++accepted;
    }
  });
  while (accepted < kQueuedMax) std::this_thread::yield();
  EXPECT_EQ(accepted, kQueuedMax);
  released_.set_value();
  writer.join();
  store_->flush();
  EXPECT_EQ(done, kWrites);
}

class BriefWriteTest : public GroupTest {
 protected:
  BriefWriteTest() { open(Durability::kNormal); }

  void open(Durability durability) {
    store_.reset();
    store_ = Store::open({.path = directory_.file(), .durability = durability});
  }

  // The threads on which a brief write was done and its end told, once they are known.
  std::vector<std::thread::id> threads_of_brief_write() {
    std::vector<std::thread::id> threads;
    store_->write_briefly(
        [&threads](Session&) {
          threads.push_back(std::this_thread::get_id());
          return Verdict::kCommit;
        },
        [&threads](std::exception_ptr) { threads.push_back(std::this_thread::get_id()); });
    store_->flush();
    return threads;
  }
};

TEST_F(BriefWriteTest, is_done_by_its_caller_when_nothing_is_before_it) {
  EXPECT_EQ(threads_of_brief_write(), std::vector(2, std::this_thread::get_id()));
}

TEST_F(BriefWriteTest, is_done_elsewhere_when_its_commit_waits_for_the_disk) {
  open(Durability::kFull);
  auto const threads = threads_of_brief_write();
  ASSERT_EQ(threads.size(), 2U);
  EXPECT_NE(threads.front(), std::this_thread::get_id());
}

TEST_F(BriefWriteTest, is_done_after_what_is_before_it_and_its_caller_goes_on) {
  std::vector<int> order;
  auto const writing = [&order](int place) {
    return [&order, place](Session&) {
      order.push_back(place);
      return Verdict::kCommit;
    };
  };
  hold();
  store_->write_briefly(writing(1), [](std::exception_ptr) {});
  store_->write(writing(2), [](std::exception_ptr) {});
  store_->write_briefly(writing(3), [](std::exception_ptr) {});
  release();
  EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST_F(BriefWriteTest, tells_its_caller_what_it_threw) {
  std::exception_ptr told;
  store_->write_briefly([](Session&) -> Verdict { throw StoreError("thrown"); },
                        [&told](std::exception_ptr failure) { told = std::move(failure); });
  ASSERT_TRUE(told);
  EXPECT_THROW(std::rethrow_exception(told), StoreError);
}

TEST_F(BriefWriteTest, can_be_followed_by_more_writes_than_the_queue_takes) {
  constexpr int kWrites = 5000;
  std::atomic<int> done = 0;
  store_->write_briefly([](Session&) { return Verdict::kCommit; },
                        [&](std::exception_ptr) {
                          for (int i = 0; i < kWrites; ++i) {
                            store_->write([](Session&) { return Verdict::kCommit; },
                                          [&done](std::exception_ptr) { ++done; });
                          }
                        });
  store_->flush();
  EXPECT_EQ(done, kWrites);
}

TEST_F(BriefWriteTest, is_not_lost_among_writes_of_other_threads) {
  constexpr int kThreads = 4;
  constexpr int kWrites = 100;
  {
    std::vector<std::jthread> writers;
    for (int thread = 0; thread < kThreads; ++thread) {
      writers.emplace_back([this, thread] {
        for (int i = 0; i < kWrites; ++i) {
          auto work = [name = std::to_string(thread) + "-" + std::to_string(i)](Session& session) {
            User user = a_user(name);
            Users(session).insert(user);
            return Verdict::kCommit;
          };
          if (i % 10 == 0) {
            store_->write(std::move(work), [](std::exception_ptr) {});
          } else {
            store_->write_briefly(std::move(work), [](std::exception_ptr) {});
          }
        }
      });
    }
  }
  store_->flush();
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), kThreads * kWrites);
}

}  // namespace
}  // namespace iam::store
