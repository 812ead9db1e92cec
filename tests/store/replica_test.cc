// What is known elsewhere of what was committed: everything, in order, and some time later.
#include "iam/store/replica.h"

#include "iam/store/quotas.h"
#include "iam/store/reset.h"
#include "scratch.h"

#include <gtest/gtest.h>

#include <future>
#include <utility>

namespace iam::store {
namespace {

using std::chrono::milliseconds;

class EveryReplica : public testing::TestWithParam<bool> {
 protected:
  Lag lag() {
    return {.now = [this] { return now_; }, .delay = [this] { return delay_; }};
  }

  bool knows(char const* name) {
    bool found = false;
    store_->read([&](Session& session) {
      store_->replica().read(session, [&](Session& known) { found = Users(known).find(kAccount, name).has_value(); });
    });
    return found;
  }

  void pass(milliseconds time) { now_ += time; }

  ScratchDirectory directory_;
  bool const is_in_file_ = GetParam();
  std::unique_ptr<Store> store_ = Store::open(is_in_file_ ? Options{.path = directory_.file()} : Options{});
  Time now_{milliseconds(1'000'000)};
  milliseconds delay_{100};
};

INSTANTIATE_TEST_SUITE_P(, EveryReplica, testing::Bool());

TEST_P(EveryReplica, knows_at_once_while_nothing_is_late) {
  EXPECT_FALSE(store_->replica().is_on());
  insert(*store_, a_user("Bob"));
  EXPECT_TRUE(knows("Bob"));
}

TEST_P(EveryReplica, knows_what_was_there_when_it_began) {
  insert(*store_, a_user("Bob"));
  store_->replicate(lag());
  EXPECT_TRUE(knows("Bob"));
}

TEST_P(EveryReplica, hears_of_a_commit_when_its_delay_has_passed) {
  store_->replicate(lag());
  insert(*store_, a_user("Bob"));
  EXPECT_FALSE(knows("Bob"));
  EXPECT_TRUE(has_user(*store_, "Bob"));
  EXPECT_EQ(store_->replica().pending(), 1U);
  pass(milliseconds(99));
  EXPECT_FALSE(knows("Bob"));
  pass(milliseconds(1));
  EXPECT_TRUE(knows("Bob"));
  EXPECT_EQ(store_->replica().pending(), 0U);
}

TEST_P(EveryReplica, hears_of_what_was_deleted_and_of_what_went_with_it) {
  insert(*store_, a_user("Bob"));
  store_->replicate(lag());
  commit(*store_, [](Session& session) {
    Users users(session);
    users.remove(users.find(kAccount, "Bob")->id);
  });
  EXPECT_TRUE(knows("Bob"));
  pass(milliseconds(100));
  EXPECT_FALSE(knows("Bob"));
  // What triggers counted was counted once.
  insert(*store_, a_user("Eve"));
  pass(milliseconds(100));
  store_->read([&](Session& session) {
    store_->replica().read(session, [&](Session& known) { EXPECT_EQ(Users(known).count(kAccount), 1); });
  });
}

TEST_P(EveryReplica, hears_of_a_table_emptied_by_a_statement_from_before_it) {
  auto const empty = [](Session& session) { session.prepare("DELETE FROM quotas").run(); };
  commit(*store_, empty);
  commit(*store_, [](Session& session) { Quotas(session).put(kAccount, "Users", 1); });
  store_->replicate(lag());
  commit(*store_, empty);
  pass(milliseconds(100));
  store_->read([&](Session& session) {
    store_->replica().read(session,
                           [&](Session& known) { EXPECT_EQ(Quotas(known).find(kAccount, "Users"), std::nullopt); });
  });
}

TEST_P(EveryReplica, never_hears_of_what_was_rolled_back) {
  store_->replicate(lag());
  store_->write(
      [](Session& session) {
        User user = a_user("Bob");
        Users(session).insert(user);
        return Verdict::kRollback;
      },
      [](std::exception_ptr const&) {});
  store_->flush();
  EXPECT_EQ(store_->replica().pending(), 0U);
}

// Writes that wait for one another share a transaction.
TEST(ReplicaOfAFile, never_hears_of_what_was_rolled_back_beside_others) {
  ScratchDirectory directory;
  auto const store = Store::open({.path = directory.file()});
  Time now{milliseconds(1'000'000)};
  store->replicate(Lag{.now = [&now] { return now; }, .delay = [] { return milliseconds(100); }});
  std::promise<void> let_go;
  auto const ignore = [](std::exception_ptr const&) {};
  store->write(
      [held = let_go.get_future().share()](Session&) {
        held.wait();
        return Verdict::kRollback;
      },
      ignore);
  for (auto const& each :
       {std::pair("Ann", Verdict::kCommit), std::pair("Eve", Verdict::kRollback), std::pair("Zoe", Verdict::kCommit)}) {
    store->write(
        [each](Session& session) {
          User user = a_user(each.first);
          Users(session).insert(user);
          return each.second;
        },
        ignore);
  }
  let_go.set_value();
  store->flush();
  EXPECT_EQ(store->replica().pending(), 1U);
  now += milliseconds(100);
  store->read([&](Session& session) {
    store->replica().read(session, [&](Session& known) {
      EXPECT_TRUE(Users(known).find(kAccount, "Ann"));
      EXPECT_FALSE(Users(known).find(kAccount, "Eve"));
      EXPECT_TRUE(Users(known).find(kAccount, "Zoe"));
    });
  });
}

TEST_P(EveryReplica, hears_in_the_order_of_the_commits) {
  store_->replicate(lag());
  insert(*store_, a_user("Slow"));
  delay_ = milliseconds(10);
  insert(*store_, a_user("Quick"));
  pass(milliseconds(10));
  EXPECT_FALSE(knows("Quick"));
  pass(milliseconds(90));
  EXPECT_TRUE(knows("Slow"));
  EXPECT_TRUE(knows("Quick"));
}

TEST_P(EveryReplica, knows_everything_after_it_has_ended) {
  store_->replicate(lag());
  insert(*store_, a_user("Bob"));
  store_->replicate(std::nullopt);
  EXPECT_TRUE(knows("Bob"));
}

TEST_P(EveryReplica, hears_of_a_reset_at_once) {
  insert(*store_, a_user("Bob"));
  store_->replicate(lag());
  insert(*store_, a_user("Eve"));
  commit(*store_, [](Session& session) { reset(session, std::nullopt); });
  EXPECT_FALSE(knows("Bob"));
  EXPECT_FALSE(knows("Eve"));
}

// Whoever remembers what was read under a number must not take the past for the present.
TEST_P(EveryReplica, has_the_number_of_the_state_that_it_knows) {
  store_->replicate(lag());
  auto const known_version = [this] {
    std::optional<std::uint64_t> version;
    store_->read(
        [&](Session& session) { store_->replica().read(session, [&](Session& known) { version = known.version(); }); });
    return version;
  };
  auto const before = version_read(*store_);
  insert(*store_, a_user("Bob"));
  EXPECT_EQ(known_version(), before);
  pass(milliseconds(100));
  EXPECT_EQ(known_version(), version_read(*store_));
}

}  // namespace
}  // namespace iam::store
