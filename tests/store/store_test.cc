// What every store promises, whatever it is kept in.
#include "iam/store/store.h"

#include "iam/store/tags.h"
#include "scratch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace iam::store {
namespace {

enum class Kind { kMemory, kFile, kDurableFile };

Options options_for(Kind kind, ScratchDirectory const& directory) {
  switch (kind) {
    case Kind::kMemory:
      return {};
    case Kind::kFile:
      return {.path = directory.file(), .durability = Durability::kNormal};
    case Kind::kDurableFile:
      break;
  }
  return {.path = directory.file(), .durability = Durability::kFull};
}

class EveryStore : public testing::TestWithParam<Kind> {
 protected:
  ScratchDirectory directory_;
  std::unique_ptr<Store> store_ = Store::open(options_for(GetParam(), directory_));
};

class EveryFileStore : public EveryStore {};

INSTANTIATE_TEST_SUITE_P(, EveryStore, testing::Values(Kind::kMemory, Kind::kFile, Kind::kDurableFile));
INSTANTIATE_TEST_SUITE_P(, EveryFileStore, testing::Values(Kind::kFile, Kind::kDurableFile));

TEST_P(EveryStore, a_commit_is_seen_by_the_next_read) {
  insert(*store_, a_user("Bob"));
  EXPECT_TRUE(has_user(*store_, "Bob"));
}

// Whoever remembers what was read relies on it.
TEST_P(EveryStore, a_version_tells_one_state_from_another) {
  auto const before = version_read(*store_);
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(version_read(*store_), before);
  EXPECT_EQ(store_->version(), before);
  insert(*store_, a_user("Bob"));
  EXPECT_GT(version_read(*store_), before);
  EXPECT_EQ(store_->version(), version_read(*store_));
}

TEST_P(EveryStore, a_write_has_the_version_of_what_it_finds_until_it_changes_that) {
  auto const before = version_read(*store_);
  commit(*store_, [before](Session& session) {
    EXPECT_EQ(session.version(), before);
    EXPECT_FALSE(Users(session).find(kAccount, "Bob").has_value());
    EXPECT_EQ(session.version(), before);
    User user = a_user("Bob");
    Users(session).insert(user);
    EXPECT_EQ(session.version(), std::nullopt);
    EXPECT_TRUE(Users(session).find(kAccount, "Bob").has_value());
    EXPECT_EQ(session.version(), std::nullopt);
  });
  auto const after = version_read(*store_);
  EXPECT_GT(after, before);
  commit(*store_, [after](Session& session) { EXPECT_EQ(session.version(), after); });
}

TEST_P(EveryStore, statements_made_up_at_run_time_take_the_version_away_as_well) {
  commit(*store_, [](Session& session) {
    session.run("DELETE FROM users");
    EXPECT_EQ(session.version(), std::nullopt);
  });
}

// Such as one that was denied: what others remember stays good.
TEST_P(EveryStore, a_write_that_writes_nothing_leaves_the_version) {
  auto const before = version_read(*store_);
  for (Verdict const verdict : {Verdict::kCommit, Verdict::kRollback}) {
    auto const failure = outcome_of(*store_, [verdict](Session& session) {
      Users(session).find(kAccount, "Bob");
      return verdict;
    });
    EXPECT_EQ(failure, nullptr);
  }
  EXPECT_EQ(version_read(*store_), before);
}

// Whoever saw the state that a write gave up must not be believed afterwards.
TEST_P(EveryStore, a_write_that_is_given_up_leaves_a_version_that_nobody_had) {
  auto const insert_bob = [](Session& session) {
    User user = a_user("Bob");
    Users(session).insert(user);
  };
  std::vector<Store::Work> const given_up = {
      [&](Session& session) {
        insert_bob(session);
        return Verdict::kRollback;
      },
      [&](Session& session) -> Verdict {
        insert_bob(session);
        throw std::logic_error("from the work");
      },
      [&](Session& session) {
        insert_bob(session);
        session.prepare("ROLLBACK").run();
        return Verdict::kCommit;
      },
      // Nothing was written as far as the session knows.
      [&](Session& session) {
        session.prepare("ROLLBACK").run();
        return Verdict::kCommit;
      },
      [&](Session& session) {
        session.prepare("PRAGMA defer_foreign_keys = ON").run();
        Tags(session, KeyCase::kIgnored).put(999, {"of", "nobody"});
        return Verdict::kCommit;
      },
  };
  for (Store::Work const& work : given_up) {
    auto const before = version_read(*store_);
    outcome_of(*store_, work);
    EXPECT_GT(version_read(*store_), before);
  }
  EXPECT_FALSE(has_user(*store_, "Bob"));
}

TEST_P(EveryStore, writers_with_one_version_find_one_state) {
  constexpr int kThreads = 4;
  constexpr int kWritesEach = 60;
  std::mutex mutex;
  std::map<std::uint64_t, std::int64_t> users_of_version;
  std::atomic<int> contradictions = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kWritesEach; ++i) {
        outcome_of(*store_, [&, thread, i](Session& session) -> Verdict {
          auto const version = session.version();
          auto const count = Users(session).count(kAccount);
          {
            std::lock_guard const lock(mutex);
            bool const agrees = version && users_of_version.emplace(*version, count).first->second == count;
            if (!agrees) ++contradictions;
          }
          if (i % 4 == 0) return Verdict::kCommit;
          User user = a_user(std::to_string(thread) + "-" + std::to_string(i));
          Users(session).insert(user);
          if (i % 4 == 1) throw std::logic_error("from the work");
          return i % 4 == 2 ? Verdict::kRollback : Verdict::kCommit;
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(contradictions, 0);
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), kThreads * kWritesEach / 4);
}

TEST_P(EveryStore, a_rollback_leaves_nothing_and_is_no_failure) {
  EXPECT_EQ(outcome_of(*store_,
                       [](Session& session) {
                         User user = a_user("Bob");
                         Users(session).insert(user);
                         return Verdict::kRollback;
                       }),
            nullptr);
  EXPECT_FALSE(has_user(*store_, "Bob"));
}

TEST_P(EveryStore, what_a_write_throws_reaches_done_and_nothing_stays) {
  auto const failure = outcome_of(*store_, [](Session& session) -> Verdict {
    User user = a_user("Bob");
    Users(session).insert(user);
    throw std::logic_error("from the work");
  });
  EXPECT_THROW(std::rethrow_exception(failure), std::logic_error);
  EXPECT_FALSE(has_user(*store_, "Bob"));
}

TEST_P(EveryStore, what_a_read_throws_passes_through_and_the_store_goes_on) {
  EXPECT_THROW(store_->read([](Session&) { throw std::logic_error("from the work"); }), std::logic_error);
  insert(*store_, a_user("Bob"));
  EXPECT_TRUE(has_user(*store_, "Bob"));
}

TEST_P(EveryStore, a_statement_that_fails_takes_the_whole_call_with_it) {
  auto const failure = outcome_of(*store_, [](Session& session) {
    User user = a_user("Bob");
    Users(session).insert(user);
    Tags(session, KeyCase::kIgnored).put(user.id + 1, {"of", "nobody"});
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_FALSE(has_user(*store_, "Bob"));
  EXPECT_EQ(half_written_rows(*store_), 0);
}

// SQLite rolls back by itself when the disk or the memory is full; ROLLBACK in the middle looks the same to us.
TEST_P(EveryStore, a_transaction_lost_underneath_its_work_is_a_failure) {
  auto const failure = outcome_of(*store_, [](Session& session) {
    User user = a_user("Bob");
    Users(session).insert(user);
    session.prepare("ROLLBACK").run();
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_FALSE(has_user(*store_, "Bob"));
  insert(*store_, a_user("Eve"));
  EXPECT_TRUE(has_user(*store_, "Eve"));
}

TEST_P(EveryStore, a_commit_that_fails_is_a_failure) {
  auto const failure = outcome_of(*store_, [](Session& session) {
    session.prepare("PRAGMA defer_foreign_keys = ON").run();
    Tags(session, KeyCase::kIgnored).put(999, {"of", "nobody"});
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_EQ(half_written_rows(*store_), 0);
  insert(*store_, a_user("Eve"));
}

TEST_P(EveryStore, done_may_read_and_write) {
  std::promise<bool> told;
  store_->write(
      [](Session& session) {
        User user = a_user("Bob");
        Users(session).insert(user);
        return Verdict::kCommit;
      },
      [&](std::exception_ptr) {
        bool const found = has_user(*store_, "Bob");
        store_->write([](Session&) { return Verdict::kCommit; },
                      [&told, found](std::exception_ptr failure) { told.set_value(found && !failure); });
      });
  EXPECT_TRUE(told.get_future().get());
}

TEST_P(EveryStore, concurrent_writers_and_readers_lose_nothing) {
  constexpr int kThreads = 8;
  constexpr int kUsersEach = 50;
  std::atomic<int> torn = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kUsersEach; ++i) {
        std::string const name = std::to_string(thread) + "-" + std::to_string(i);
        insert(*store_, a_user(name));
        store_->read([&](Session& session) {
          Users users(session);
          auto const counted = users.count(kAccount);
          auto const listed = static_cast<std::int64_t>(users.page(kAccount, "/", "", 1'000'000).size());
          if (counted != listed || !users.find(kAccount, name)) ++torn;
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), kThreads * kUsersEach);
}

TEST_P(EveryFileStore, a_read_stays_on_its_snapshot_while_others_write) {
  insert(*store_, a_user("Bob"));
  store_->read([this](Session& session) {
    Users users(session);
    EXPECT_EQ(users.count(kAccount), 1);
    std::thread([this] { insert(*store_, a_user("Eve")); }).join();
    EXPECT_EQ(users.count(kAccount), 1);
    EXPECT_FALSE(users.find(kAccount, "Eve").has_value());
  });
  EXPECT_TRUE(has_user(*store_, "Eve"));
}

TEST_P(EveryFileStore, flush_waits_for_writes_and_empties_the_log) {
  std::atomic<int> done = 0;
  for (int i = 0; i < 100; ++i) {
    store_->write(
        [i](Session& session) {
          User user = a_user("u" + std::to_string(i));
          Users(session).insert(user);
          return Verdict::kCommit;
        },
        [&done](std::exception_ptr) { ++done; });
  }
  store_->flush();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(std::filesystem::file_size(directory_.file("iam.db-wal")), 0u);
}

TEST_P(EveryFileStore, closing_finishes_what_was_accepted_and_leaves_one_file) {
  std::atomic<int> done = 0;
  has_user(*store_, "a reader's connection is open");
  for (int i = 0; i < 100; ++i) {
    store_->write(
        [i](Session& session) {
          User user = a_user("u" + std::to_string(i));
          Users(session).insert(user);
          return Verdict::kCommit;
        },
        [&done](std::exception_ptr) { ++done; });
  }
  store_.reset();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(directory_.file_count(), 1u);
  store_ = Store::open(options_for(GetParam(), directory_));
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM users"), 100);
}

}  // namespace
}  // namespace iam::store
