// What a database file that somebody else made, or changed, cannot do.
#include "iam/store/reset.h"
#include "iam/store/store.h"
#include "raw_database.h"
#include "scratch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ForeignSchemaTest : public testing::Test {
 protected:
  ForeignSchemaTest() { insert(*Store::open({.path = path_}), a_user("Bob")); }

  // Expects that a database to which `sql` was done is refused, saying `why`, and is left alone.
  void expect_refused_after(std::string_view sql, std::string_view why) {
    RawDatabase(path_).run(sql);
    std::string const bytes = bytes_of(path_);
    try {
      Store::open({.path = path_});
      ADD_FAILURE() << "opened after " << sql;
    } catch (OpenError const& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(path_), HasSubstr(why), HasSubstr("or choose another path")));
    }
    EXPECT_EQ(bytes_of(path_), bytes);
  }

  ScratchDirectory directory_;
  std::string const path_ = directory_.file();
};

// It would set every secret to one that its author knows.
TEST_F(ForeignSchemaTest, a_trigger_is_refused) {
  expect_refused_after(
      "CREATE TRIGGER evil AFTER INSERT ON access_keys BEGIN UPDATE access_keys SET secret = 'known'; END",
      "its trigger `evil` was not made by this program");
}

TEST_F(ForeignSchemaTest, a_table_is_refused) {
  expect_refused_after("CREATE TABLE theirs (a)", "its table `theirs` was not made by this program");
}

// Their code is not in the program.
TEST_F(ForeignSchemaTest, nobody_can_make_a_table_of_an_extension) {
  sqlite3* handle = nullptr;
  sqlite3_open(":memory:", &handle);
  for (std::string const extension : {"fts3", "fts4", "fts5", "rtree", "dbstat"}) {
    auto const sql = "CREATE VIRTUAL TABLE theirs USING " + extension + "(a, b, c)";
    EXPECT_NE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << extension;
    EXPECT_EQ(sqlite3_errmsg(handle), "no such module: " + extension);
  }
  sqlite3_close(handle);
}

TEST_F(ForeignSchemaTest, a_view_in_the_place_of_a_table_is_refused) {
  expect_refused_after("DROP TABLE quotas; CREATE VIEW quotas AS SELECT 1 AS account, 'a' AS name, 2 AS value",
                       "its view `quotas` was not made by this program");
}

TEST_F(ForeignSchemaTest, a_table_that_was_changed_is_refused) {
  expect_refused_after("ALTER TABLE users ADD COLUMN shoe_size INTEGER",
                       "its table `users` is not as this program made it");
}

TEST_F(ForeignSchemaTest, a_trigger_of_ours_that_does_something_else_is_refused) {
  expect_refused_after(
      "DROP TRIGGER entities_counted; CREATE TRIGGER entities_counted AFTER INSERT ON entities BEGIN SELECT 1; END",
      "its trigger `entities_counted` is not as this program made it");
}

TEST_F(ForeignSchemaTest, an_index_that_is_gone_is_missed) {
  expect_refused_after("DROP INDEX users_by_id", "its index `users_by_id` is missing");
}

TEST_F(ForeignSchemaTest, our_mark_alone_does_not_make_tables_ours) {
  std::filesystem::remove(path_);
  expect_refused_after(std::string(kOurMark) + "CREATE TABLE theirs (a)",
                       "its table `theirs` was not made by this program");
}

TEST_F(ForeignSchemaTest, statistics_that_a_person_gathered_are_no_fault) {
  RawDatabase(path_).run("ANALYZE");
  EXPECT_TRUE(has_user(*Store::open({.path = path_}), "Bob"));
}

// Its author may have hoped that reset takes the name for statements.
TEST_F(ForeignSchemaTest, a_reset_takes_the_name_of_a_table_for_nothing_but_a_name) {
  std::unique_ptr<Store> const store = Store::open({.path = path_});
  RawDatabase raw(path_);
  raw.run(R"(CREATE TABLE "users WHERE 0; CREATE TABLE pwned (a); --" (a); CREATE TABLE "say ""hello""" (a);)");
  commit(*store, [](Session& session) { reset(session, std::nullopt); });
  EXPECT_FALSE(has_user(*store, "Bob"));
  EXPECT_EQ(raw.number("SELECT count(*) FROM sqlite_schema WHERE name = 'pwned'"), 0);
}

TEST_F(ForeignSchemaTest, no_statement_reaches_another_file_or_the_schema_itself) {
  std::string const other = directory_.file("other.db");
  RawDatabase(other).run("CREATE TABLE other (a)");
  std::unique_ptr<Store> const file = Store::open({.path = path_});
  std::unique_ptr<Store> const memory = Store::open({});
  for (Store* store : {file.get(), memory.get()}) {
    for (std::string const& sql :
         {"ATTACH '" + other + "' AS other",
          std::string("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'users'")}) {
      auto const failure = outcome_of(*store, [&sql](Session& session) {
        session.run(sql);
        return Verdict::kCommit;
      });
      EXPECT_THROW(std::rethrow_exception(failure), StoreError) << sql;
    }
  }
}

}  // namespace
}  // namespace iam::store
