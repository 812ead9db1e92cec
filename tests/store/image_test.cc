// What a savepoint keeps of the store, and how it is put back.
#include "iam/store/image.h"

#include "iam/store/account.h"
#include "iam/store/quotas.h"
#include "iam/store/reset.h"
#include "iam/store/tags.h"
#include "scratch.h"
#include "tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace iam::store {
namespace {

using testing::ElementsAre;

constexpr AccountId kOther{111122223333};

// All that is stored, table by table, but for rows whose order says nothing.
using Contents = std::map<std::string, std::multiset<std::string>>;

Contents contents(Store& store) {
  Contents found;
  commit(store, [&](Session& session) {
    for (auto const& table : tables(session)) {
      auto& rows = found[table.name];
      for (auto row = session.prepare_generated("SELECT * FROM " + table.name); row.step();) {
        std::string bytes;
        row.append_row(bytes);
        rows.insert(std::move(bytes));
      }
    }
  });
  return found;
}

Image image_of(Store& store, std::optional<AccountId> account = std::nullopt) {
  std::optional<Image> image;
  commit(store, [&](Session& session) { image.emplace(session, account); });
  return *std::move(image);
}

bool put_back(Store& store, Image const& image) {
  bool was_put_back = false;
  auto const failure = outcome_of(store, [&](Session& session) {
    was_put_back = image.put_back(session);
    return was_put_back ? Verdict::kCommit : Verdict::kRollback;
  });
  if (failure) std::rethrow_exception(failure);
  return was_put_back;
}

class Images : public testing::Test {
 protected:
  void run(std::string const& sql) {
    commit(*store_, [&](Session& session) { session.run(sql); });
  }

  std::unique_ptr<Store> store_ = open_store();
};

// Nothing is left out: whose a new table's rows are must be known, or that they are nobody's.
TEST_F(Images, are_of_every_table_but_those_named_here) {
  std::set<std::string> of_nobody;
  commit(*store_, [&](Session& session) {
    for (auto const& table : tables(session)) {
      EXPECT_GT(table.key_size, 0u) << table.name;
      if (table.is_of_account.empty()) of_nobody.insert(table.name);
    }
  });
  EXPECT_THAT(of_nobody, ElementsAre("\"role_template_parameters\"", "\"role_template_parts\"",
                                     "\"role_template_versions\"", "\"seeds\""));
}

TEST_F(Images, put_back_what_was_changed_removed_and_added) {
  insert(*store_, a_user("Ada"));
  insert(*store_, a_user("Bob"));
  insert(*store_, a_user("Cem"));
  auto const before = contents(*store_);
  auto const image = image_of(*store_);
  run("DELETE FROM entities WHERE id = (SELECT id FROM users WHERE name = 'Ada')");
  run("UPDATE users SET path = '/moved/' WHERE name = 'Bob'");
  insert(*store_, a_user("Eve"));
  ASSERT_NE(contents(*store_), before);
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
  EXPECT_EQ(half_written_rows(*store_), 0);
}

// Whoever remembers what was read must not take it for what is there now.
TEST_F(Images, are_put_back_under_a_new_version) {
  insert(*store_, a_user("Ada"));
  auto const image = image_of(*store_);
  insert(*store_, a_user("Bob"));
  auto const version = version_read(*store_);
  put_back(*store_, image);
  EXPECT_GT(version_read(*store_), version);
}

TEST_F(Images, write_nothing_where_nothing_differs) {
  insert(*store_, a_user("Ada"));
  auto const image = image_of(*store_);
  auto const version = version_read(*store_);
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(version_read(*store_), version);
}

TEST_F(Images, exchange_names_again_that_were_exchanged) {
  insert(*store_, a_user("Ada"));
  insert(*store_, a_user("Bob"));
  auto const before = contents(*store_);
  auto const image = image_of(*store_);
  run("UPDATE users SET name = 'x' WHERE name = 'Ada'; UPDATE users SET name = 'Ada' WHERE name = 'Bob';"
      "UPDATE users SET name = 'Bob' WHERE name = 'x'");
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
}

// The passwords go with the profile that is replaced, and an owner's request with the owner.
TEST_F(Images, put_back_what_goes_with_a_row_that_differs) {
  insert(*store_, a_user("Ada"));
  run("INSERT INTO login_profiles SELECT id, 1, 0, 'salt' FROM users;"
      "INSERT INTO passwords SELECT id, 1, 'hash', 1 FROM users;"
      "INSERT INTO delegation_requests (account, id, workflow_id, partner_name, description, topic, session_duration_s,"
      " only_send_by_owner, template_arn, permission_policy, state, created_at, updated_at)"
      " VALUES (123456789012, 'id', 'w', 'p', 'd', 't', 1, 0, 'a', 'p', 1, 1, 1);"
      "INSERT INTO delegation_owners SELECT number, 111122223333, 'me' FROM delegation_requests");
  auto const before = contents(*store_);
  auto const image = image_of(*store_);
  run("UPDATE login_profiles SET reset_required = 1; UPDATE delegation_owners SET owner = 'you'");
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
}

TEST_F(Images, put_everything_back_after_a_reset) {
  for (int i = 0; i < 50; ++i) insert(*store_, a_user("User" + std::to_string(i)));
  auto const before = contents(*store_);
  auto const image = image_of(*store_);
  commit(*store_, [](Session& session) { reset(session, std::nullopt); });
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
}

TEST_F(Images, of_one_account_leave_the_others_alone) {
  insert(*store_, a_user("Ada"));
  insert(*store_, a_user("Ada", "/", kOther));
  auto const image = image_of(*store_, kOther);
  insert(*store_, a_user("Bob"));
  insert(*store_, a_user("Bob", "/", kOther));
  run("DELETE FROM entities WHERE id = (SELECT id FROM users WHERE name = 'Ada' AND account = 123456789012)");
  EXPECT_TRUE(put_back(*store_, image));
  store_->read([](Session& session) {
    EXPECT_FALSE(Users(session).find(kAccount, "Ada").has_value());
    EXPECT_TRUE(Users(session).find(kAccount, "Bob").has_value());
    EXPECT_TRUE(Users(session).find(kOther, "Ada").has_value());
    EXPECT_FALSE(Users(session).find(kOther, "Bob").has_value());
    EXPECT_EQ(Users(session).count(kOther), 1);
    EXPECT_EQ(Users(session).count(kAccount), 1);
  });
}

TEST_F(Images, are_not_put_back_over_what_another_account_has_taken) {
  commit(*store_, [](Session& session) { AccountAliases(session).put(kAccount, "acme"); });
  auto const image = image_of(*store_, kAccount);
  commit(*store_, [](Session& session) {
    AccountAliases(session).remove(kAccount, "acme");
    AccountAliases(session).put(kOther, "acme");
  });
  auto const before = contents(*store_);
  EXPECT_FALSE(put_back(*store_, image));
  EXPECT_EQ(contents(*store_), before);
}

// What another account gets meanwhile never has the number of a row that may come back.
TEST_F(Images, of_one_account_find_their_numbers_free) {
  std::string const insert =
      "INSERT INTO organizations (account, id, has_all_features, trusts_iam, manages_root_credentials,"
      " allows_root_sessions) VALUES ";
  run(insert + "(123456789012, 'o-1', 1, 0, 0, 0)");
  auto const image = image_of(*store_, kAccount);
  run("DELETE FROM organizations; " + insert + "(111122223333, 'o-2', 1, 0, 0, 0)");
  EXPECT_TRUE(put_back(*store_, image));
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM organizations"), 2);
}

// As anybody may change it, many times over.
TEST_F(Images, put_back_whatever_happened) {
  std::mt19937 random(7);
  auto const pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  auto const happen = [&] {
    commit(*store_, [&](Session& session) {
      auto user = a_user("User" + std::to_string(pick(30)), "/", pick(2) == 0 ? kAccount : kOther);
      auto const there = Users(session).find(user.account, user.name);
      if (!there.has_value()) {
        Users(session).insert(user);
        Tags(session, KeyCase::kIgnored).put(user.id, {"a", std::to_string(pick(3))});
      } else if (pick(2) == 0) {
        Users(session).remove(there->id);
      } else {
        auto renamed = *there;
        renamed.name = "User" + std::to_string(pick(30));
        Users(session).rename(renamed);
      }
      Quotas(session).put(user.account, "UsersPerAccount", pick(5));
    });
  };
  for (int i = 0; i < 40; ++i) happen();
  for (int round = 0; round < 20; ++round) {
    auto const before = contents(*store_);
    auto const image = image_of(*store_);
    for (int i = pick(30); i > 0; --i) happen();
    ASSERT_TRUE(put_back(*store_, image));
    ASSERT_EQ(contents(*store_), before);
    happen();
  }
}

TEST(ImagesOfFiles, are_put_back_for_those_who_open_the_file_later) {
  ScratchDirectory const directory;
  {
    auto const store = Store::open({.path = directory.file()});
    insert(*store, a_user("Ada"));
    auto const image = image_of(*store);
    insert(*store, a_user("Bob"));
    EXPECT_TRUE(put_back(*store, image));
  }
  auto const store = Store::open({.path = directory.file()});
  EXPECT_TRUE(has_user(*store, "Ada"));
  EXPECT_FALSE(has_user(*store, "Bob"));
}

}  // namespace
}  // namespace iam::store
