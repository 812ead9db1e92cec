// What several stores on one database of PostgreSQL's promise each other.
#include "client/database.h"
#include "iam/store/replica.h"
#include "iam/store/tags.h"
#include "scratch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace iam::store {
namespace {

using testing::HasSubstr;

class Engines : public testing::Test {
 protected:
  void SetUp() override {
    if (!conformance::runs_on_postgres()) GTEST_SKIP() << "needs tests/postgres/with_server";
    database_.emplace();
    one_ = open();
    other_ = open();
  }

  std::unique_ptr<Store> open() const { return Store::open({.path = database_->uri()}); }

  std::optional<conformance::Database> database_;
  std::unique_ptr<Store> one_;
  std::unique_ptr<Store> other_;
};

TEST_F(Engines, see_at_once_what_another_has_committed) {
  for (int i = 0; i < 20; ++i) {
    auto const name = "u" + std::to_string(i);
    insert(i % 2 == 0 ? *one_ : *other_, a_user(name));
    EXPECT_TRUE(has_user(i % 2 == 0 ? *other_ : *one_, name));
  }
}

TEST_F(Engines, have_one_version_that_each_commit_raises) {
  auto const before = version_read(*one_);
  EXPECT_EQ(version_read(*other_), before);
  insert(*other_, a_user("Bob"));
  EXPECT_GT(version_read(*one_), before);
  EXPECT_EQ(version_read(*one_), version_read(*other_));
  EXPECT_EQ(one_->version(), version_read(*one_));
}

// Whoever remembers what was read relies on it.
TEST_F(Engines, find_one_state_under_one_version_whoever_writes) {
  constexpr int kThreads = 4;
  constexpr int kWritesEach = 40;
  std::mutex mutex;
  std::map<std::uint64_t, std::int64_t> users_of_version;
  std::atomic<int> contradictions = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      auto& store = thread % 2 == 0 ? *one_ : *other_;
      for (int i = 0; i < kWritesEach; ++i) {
        outcome_of(store, [&, thread, i](Session& session) -> Verdict {
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
  EXPECT_EQ(number(*one_, "SELECT count(*) FROM users"), kThreads * kWritesEach / 4);
  EXPECT_EQ(half_written_rows(*one_), 0);
}

TEST_F(Engines, leave_nothing_of_a_call_that_is_given_up) {
  outcome_of(*one_, [](Session& session) -> Verdict {
    User user = a_user("Bob");
    Users(session).insert(user);
    throw std::logic_error("from the work");
  });
  EXPECT_FALSE(has_user(*other_, "Bob"));
  EXPECT_EQ(half_written_rows(*other_), 0);
}

TEST_F(Engines, take_a_transaction_that_was_lost_underneath_its_work_for_a_failure) {
  auto const failure = outcome_of(*one_, [](Session& session) {
    User user = a_user("Bob");
    Users(session).insert(user);
    session.run("ROLLBACK");
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_FALSE(has_user(*other_, "Bob"));
  insert(*one_, a_user("Eve"));
  EXPECT_TRUE(has_user(*other_, "Eve"));
}

TEST_F(Engines, connect_anew_when_their_connections_are_gone) {
  insert(*one_, a_user("Bob"));
  EXPECT_TRUE(has_user(*one_, "Bob"));
  commit(*other_, [](Session& session) {
    session.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  });
  EXPECT_TRUE(has_user(*one_, "Bob"));
  insert(*one_, a_user("Eve"));
  EXPECT_TRUE(has_user(*other_, "Eve"));
}

TEST_F(Engines, keep_nothing_of_a_call_whose_connection_is_lost) {
  auto const failure = outcome_of(*one_, [](Session& session) {
    User user = a_user("Bob");
    Users(session).insert(user);
    session.run("SELECT pg_terminate_backend(pg_backend_pid())");
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
  EXPECT_FALSE(has_user(*one_, "Bob"));
  EXPECT_EQ(half_written_rows(*one_), 0);
}

// After a crash the database may give its number to another state.
TEST_F(Engines, take_no_later_state_for_that_of_a_transaction_that_was_lost) {
  std::optional<std::uint64_t> lost;
  outcome_of(*one_, [&](Session& session) {
    lost = session.version();
    session.run("SELECT pg_terminate_backend(pg_backend_pid())");
    return Verdict::kCommit;
  });
  EXPECT_EQ(lost, version_read(*other_));
  EXPECT_GT(version_read(*one_), *lost);
  EXPECT_EQ(one_->version(), version_read(*one_));
}

TEST_F(Engines, that_start_at_once_make_the_tables_of_an_empty_schema_once) {
  commit(*one_, [](Session& session) { session.run("CREATE SCHEMA fresh"); });
  auto const uri = database_->uri() + "&options=-csearch_path%3Dfresh";
  std::vector<std::unique_ptr<Store>> stores(4);
  std::vector<std::thread> threads;
  for (auto& store : stores) {
    threads.emplace_back([&] { store = Store::open({.path = uri}); });
  }
  for (std::thread& thread : threads) thread.join();
  insert(*stores.front(), a_user("Bob"));
  for (auto& store : stores) EXPECT_TRUE(has_user(*store, "Bob"));
  EXPECT_FALSE(has_user(*one_, "Bob"));
}

TEST_F(Engines, refuse_a_database_with_tables_of_others) {
  commit(*one_, [](Session& session) { session.run("CREATE TABLE theirs (a INTEGER)"); });
  try {
    open();
    ADD_FAILURE() << "opened";
  } catch (OpenError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("its table `theirs` was not made by this program"));
  }
}

TEST_F(Engines, stop_when_a_newer_version_has_migrated_their_database) {
  insert(*one_, a_user("Bob"));
  commit(*other_, [](Session& session) { session.run("UPDATE iam_state SET schema_version = 1000"); });
  EXPECT_THROW(has_user(*one_, "Bob"), StoreError);
  EXPECT_THROW(insert(*one_, a_user("Eve")), StoreError);
}

TEST_F(Engines, refuse_a_database_of_a_newer_version) {
  commit(*one_, [](Session& session) { session.run("UPDATE iam_state SET schema_version = 1000"); });
  try {
    open();
    ADD_FAILURE() << "opened";
  } catch (OpenError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("newer version of this program"));
  }
}

TEST_F(Engines, store_no_text_with_a_nul) {
  auto const failure = outcome_of(*one_, [](Session& session) {
    User user = a_user(std::string_view("B\0b", 3));
    Users(session).insert(user);
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
}

TEST_F(Engines, tell_no_replica_what_was_committed) { EXPECT_FALSE(one_->can_replicate()); }

}  // namespace
}  // namespace iam::store
