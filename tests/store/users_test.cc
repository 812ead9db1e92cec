#include "iam/store/users.h"

#include "iam/base/text.h"
#include "iam/store/reset.h"
#include "iam/store/tags.h"
#include "scratch.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace iam::store {
namespace {

class UsersTest : public testing::Test {
 protected:
  // Runs `work` in a transaction that is committed.
  void with_users(std::function<void(Users&)> const& work) {
    commit(*store_, [&work](Session& session) {
      Users users(session);
      work(users);
    });
  }

  std::unique_ptr<Store> store_ = open_store();
};

TEST_F(UsersTest, a_user_is_read_as_it_was_written) {
  with_users([](Users& users) {
    User user = a_user("Bob", "/division/");
    user.permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    ASSERT_TRUE(users.insert(user));

    std::optional<User> const found = users.find(kAccount, "Bob");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->id, user.id);
    EXPECT_EQ(found->account, kAccount);
    EXPECT_EQ(found->name, "Bob");
    EXPECT_EQ(found->path, "/division/");
    EXPECT_EQ(found->unique_id, "AIDABob");
    EXPECT_EQ(found->created_at, user.created_at);
    EXPECT_EQ(found->permissions_boundary, "arn:aws:iam::aws:policy/ReadOnlyAccess");
    EXPECT_FALSE(found->password_last_used_at.has_value());
  });
}

TEST_F(UsersTest, names_are_found_ignoring_case_and_keep_theirs) {
  with_users([](Users& users) {
    User user = a_user("Bob");
    users.insert(user);
    EXPECT_EQ(users.find(kAccount, "bOB").value().name, "Bob");
  });
}

TEST_F(UsersTest, a_name_taken_in_another_case_is_refused_and_nothing_is_written) {
  with_users([](Users& users) {
    User first = a_user("Bob");
    User second = a_user("BOB", "/other/");
    EXPECT_TRUE(users.insert(first));
    EXPECT_FALSE(users.insert(second));
    EXPECT_EQ(users.find(kAccount, "bob")->path, "/");
    EXPECT_EQ(users.count(kAccount), 1);
  });
  EXPECT_EQ(half_written_rows(*store_), 0);
}

TEST_F(UsersTest, a_name_may_be_taken_once_in_each_account) {
  with_users([](Users& users) {
    User here = a_user("Bob");
    User there = a_user("Bob", "/", AccountId{1});
    EXPECT_TRUE(users.insert(here));
    EXPECT_TRUE(users.insert(there));
    EXPECT_EQ(users.find(AccountId{1}, "Bob")->id, there.id);
    EXPECT_EQ(users.count(kAccount), 1);
  });
}

TEST_F(UsersTest, renaming_keeps_everything_but_name_and_path) {
  with_users([](Users& users) {
    User user = a_user("Bob");
    users.insert(user);
    User renamed = user;
    renamed.name = "Robert";
    renamed.path = "/moved/";
    renamed.unique_id = "not written";
    EXPECT_TRUE(users.rename(renamed));

    EXPECT_FALSE(users.find(kAccount, "Bob").has_value());
    std::optional<User> const found = users.find(kAccount, "Robert");
    EXPECT_EQ(found.value().id, user.id);
    EXPECT_EQ(found->path, "/moved/");
    EXPECT_EQ(found->unique_id, user.unique_id);
    EXPECT_EQ(found->created_at, user.created_at);
  });
}

TEST_F(UsersTest, renaming_onto_another_user_is_refused_and_nothing_is_written) {
  with_users([](Users& users) {
    User bob = a_user("Bob");
    User eve = a_user("Eve");
    users.insert(bob);
    users.insert(eve);
    eve.name = "BOB";
    eve.path = "/moved/";
    EXPECT_FALSE(users.rename(eve));
    EXPECT_EQ(users.find(kAccount, "Eve").value().path, "/");
    EXPECT_EQ(users.find(kAccount, "Bob").value().id, bob.id);
  });
}

TEST_F(UsersTest, the_case_of_ones_own_name_can_change) {
  with_users([](Users& users) {
    User user = a_user("Bob");
    users.insert(user);
    user.name = "BOB";
    EXPECT_TRUE(users.rename(user));
    EXPECT_EQ(users.find(kAccount, "bob").value().name, "BOB");
  });
}

TEST_F(UsersTest, removing_a_user_removes_its_tags_and_its_place_in_the_count) {
  commit(*store_, [](Session& session) {
    User user = a_user("Bob");
    Users users(session);
    users.insert(user);
    Tags(session, KeyCase::kIgnored).put(user.id, {"team", "blue"});
    users.remove(user.id);
    EXPECT_FALSE(users.find(kAccount, "Bob").has_value());
    EXPECT_EQ(users.count(kAccount), 0);
  });
  EXPECT_EQ(number(*store_, "SELECT count(*) FROM tags"), 0);
  EXPECT_EQ(half_written_rows(*store_), 0);
}

TEST_F(UsersTest, an_id_is_never_given_twice) {
  with_users([](Users& users) {
    User first = a_user("Bob");
    users.insert(first);
    users.remove(first.id);
    User second = a_user("Bob");
    users.insert(second);
    EXPECT_NE(second.id, first.id);
  });
}

TEST_F(UsersTest, a_path_prefix_is_matched_by_its_characters_alone) {
  with_users([](Users& users) {
    User percent = a_user("a", "/100%/");
    User digits = a_user("b", "/1000/");
    User upper = a_user("c", "/100%/DEEP/");
    for (User* user : {&percent, &digits, &upper}) users.insert(*user);
    EXPECT_EQ(users.page(kAccount, "/100%", "", 10).size(), 2u);
    EXPECT_EQ(users.page(kAccount, "/100%/d", "", 10).size(), 0u);
    EXPECT_EQ(users.page(kAccount, "/10", "", 10).size(), 3u);
    EXPECT_EQ(users.page(kAccount, "", "", 10).size(), 3u);
  });
}

TEST_F(UsersTest, resetting_an_account_leaves_the_others) {
  commit(*store_, [](Session& session) {
    Users users(session);
    User here = a_user("Bob");
    User there = a_user("Bob", "/", AccountId{1});
    users.insert(here);
    users.insert(there);
    reset(session, kAccount);
    EXPECT_FALSE(users.find(kAccount, "Bob").has_value());
    EXPECT_EQ(users.count(kAccount), 0);
    EXPECT_TRUE(users.find(AccountId{1}, "Bob").has_value());
  });
  EXPECT_EQ(half_written_rows(*store_), 0);
}

TEST_F(UsersTest, resetting_everything_leaves_nothing) {
  commit(*store_, [](Session& session) {
    Users users(session);
    User here = a_user("Bob");
    User there = a_user("Bob", "/", AccountId{1});
    users.insert(here);
    users.insert(there);
    Tags(session, KeyCase::kIgnored).put(here.id, {"team", "blue"});
    reset(session, std::nullopt);
    EXPECT_EQ(users.count(AccountId{1}), 0);
  });
  EXPECT_EQ(number(*store_,
                   "SELECT (SELECT count(*) FROM entities) + (SELECT count(*) FROM users)"
                   " + (SELECT count(*) FROM tags) + (SELECT count(*) FROM entity_counts)"),
            0);
}

// Whatever the names, the paths and the size of a page: every user once, in the order of folded names.
RC_GTEST_PROP(UsersPaging, pages_together_are_all_users_in_order, ()) {
  static std::unique_ptr<Store> const store = open_store();
  static std::uint64_t iteration = 0;
  AccountId const account{++iteration};

  auto const names = *rc::gen::container<std::vector<std::string>>(
      rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abAB019+=,.@-_")))));
  std::vector<std::string> const paths = {"/", "/a/", "/A/", "/a/b/", "/a_b/"};
  std::string const prefix = *rc::gen::element<std::string>("/", "/a", "/a/", "/a_", "/none/");
  auto const limit = *rc::gen::inRange<std::int64_t>(1, 8);

  std::map<std::string, std::string> expected;  // folded name to name
  std::vector<std::string> seen;
  commit(*store, [&](Session& session) {
    Users users(session);
    for (std::string const& name : names) {
      User user = a_user(name, *rc::gen::elementOf(paths), account);
      if (users.insert(user) && user.path.starts_with(prefix)) expected.emplace(to_lower_ascii(name), name);
    }
    std::string after;
    while (true) {
      std::vector<User> const page = users.page(account, prefix, after, limit);
      RC_ASSERT(page.size() <= static_cast<std::size_t>(limit));
      if (page.empty()) break;
      for (User const& user : page) seen.push_back(user.name);
      after = page.back().name;
    }
  });

  std::vector<std::string> in_order;
  for (auto const& [folded, name] : expected) in_order.push_back(name);
  RC_ASSERT(seen == in_order);
}

}  // namespace
}  // namespace iam::store
