#include "iam/store/session.h"

#include "scratch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace iam::store {
namespace {

constexpr Sql kNames = "SELECT name FROM users WHERE account = ? ORDER BY name";
constexpr Sql kInsertEntity = "INSERT INTO entities (account, kind) VALUES (?, ?) RETURNING id";

class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    insert(*store_, a_user("a"));
    insert(*store_, a_user("b"));
  }

  std::unique_ptr<Store> store_ = open_store();
};

TEST_F(SessionTest, a_statement_can_be_prepared_again_while_it_is_in_use) {
  store_->read([](Session& session) {
    std::string pairs;
    Statement outer = session.prepare(kNames);
    outer.bind(kAccount.number());
    while (outer.step()) {
      Statement inner = session.prepare(kNames);
      inner.bind(kAccount.number());
      while (inner.step()) pairs += outer.text(0) + inner.text(0) + " ";
    }
    EXPECT_EQ(pairs, "aa ab ba bb ");
  });
}

TEST_F(SessionTest, a_statement_comes_back_unbound_and_at_its_start) {
  store_->read([](Session& session) {
    {
      Statement abandoned = session.prepare(kNames);
      abandoned.bind(kAccount.number());
      ASSERT_TRUE(abandoned.step());
    }
    Statement unbound = session.prepare(kNames);
    EXPECT_FALSE(unbound.step());
  });
}

TEST_F(SessionTest, a_statement_can_be_run_again_with_other_values) {
  commit(*store_, [](Session& session) {
    Statement statement = session.prepare(kInsertEntity);
    std::set<std::int64_t> ids;
    for (std::uint64_t account : {1u, 2u, 3u}) {
      ids.insert(*statement.bind(account, "user").run_returning());
      EXPECT_EQ(session.changes(), 1);
    }
    EXPECT_EQ(ids.size(), 3u);
  });
}

TEST_F(SessionTest, an_insert_returns_the_number_of_its_row_and_nothing_without_one) {
  commit(*store_, [](Session& session) {
    auto const id = session.prepare(kInsertEntity).bind(std::uint64_t{1}, "user").run_returning();
    Statement row = session.prepare("SELECT max(id) FROM entities");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(id, row.integer(0));
    constexpr Sql kInsertNone = "INSERT INTO entities (account, kind) SELECT 2, 'user' WHERE 1 = 2 RETURNING id";
    EXPECT_EQ(session.prepare(kInsertNone).run_returning(), std::nullopt);
  });
}

TEST_F(SessionTest, every_type_comes_back_as_it_was_bound) {
  store_->read([](Session& session) {
    Time const time(std::chrono::milliseconds(-1));
    Statement row = session.prepare("SELECT ?, ?, ?, ?, ?, ?");
    row.bind(std::int64_t{-7}, "text", time, std::optional<std::string>(), std::optional<Time>(), std::optional(time));
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(0), -7);
    EXPECT_EQ(row.optional_text(1), "text");
    EXPECT_EQ(row.time(2), time);
    EXPECT_EQ(row.optional_text(3), std::nullopt);
    EXPECT_EQ(row.optional_time(4), std::nullopt);
    EXPECT_EQ(row.optional_time(5), time);
  });
}

TEST_F(SessionTest, an_error_names_the_statement_and_never_a_value) {
  auto const failure = outcome_of(*store_, [](Session& session) {
    session.prepare(kInsertEntity).bind("s3cret", "user").run_returning();
    return Verdict::kCommit;
  });
  try {
    ASSERT_TRUE(failure);
    std::rethrow_exception(failure);
  } catch (StoreError const& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("INSERT INTO entities (account, kind) VALUES"));
    EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("s3cret")));
  }
}

TEST_F(SessionTest, a_row_that_refers_to_nothing_is_refused) {
  auto const failure = outcome_of(*store_, [](Session& session) {
    session.prepare("INSERT INTO tags (entity, position, folded_key, key, value) VALUES (999, 1, '', '', '')").run();
    return Verdict::kCommit;
  });
  EXPECT_THROW(std::rethrow_exception(failure), StoreError);
}

}  // namespace
}  // namespace iam::store
