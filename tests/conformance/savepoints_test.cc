// Savepoints are the emulator's own: what is stored goes back to them, as SQL's do.
#include "client/json_answer.h"
#include "client/sessions.h"

#include <atomic>
#include <set>
#include <thread>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSubsetOf;

constexpr auto kPath = "/_iam/savepoints";

JsonAnswer make(Server const& server, std::string const& name, std::string const& account = "") {
  auto const more = account.empty() ? "" : R"(,"account":")" + account + "\"";
  return JsonAnswer(
      server.exchange({.method = "POST", .target = kPath, .body = R"({"name":")" + name + "\"" + more + "}"}));
}

JsonAnswer restore(Server const& server, std::string const& name, std::string const& account = "") {
  auto const query = account.empty() ? "" : "?account=" + account;
  return JsonAnswer(server.exchange({.method = "POST", .target = kPath + ("/" + name) + "/restore" + query}));
}

std::vector<std::string> names(Server const& server) {
  return JsonAnswer(server.exchange({.target = kPath})).texts("/savepoints", "name");
}

std::vector<std::string> users(Caller& me) { return me.iam("ListUsers").texts("Users", "UserName"); }

MATCHER_P(is_answered, status, "") { return arg.status() == status; }
MATCHER_P2(is_refused, status, message, "") { return arg.status() == status && arg.text("/error") == message; }

TEST(Savepoint, brings_back_what_was_stored) {
  Server const server;
  Caller me(server);
  me.create_user("Ada");
  me.iam("TagUser", with_tags({{"UserName", "Ada"}}, {{"team", "a"}}));
  auto const ada = me.get_user("Ada").text("User/UserId");
  ASSERT_THAT(make(server, "clean"), is_answered(200));
  me.iam("UntagUser", with_tag_keys({{"UserName", "Ada"}}, {"team"}));
  me.iam("DeleteUser", {{"UserName", "Ada"}});
  me.create_user("Ada");
  me.create_user("Bob");
  me.set_quota("UsersPerAccount", 2);
  ASSERT_THAT(restore(server, "clean"), is_answered(200));
  EXPECT_THAT(users(me), ElementsAre("Ada"));
  EXPECT_EQ(me.get_user("Ada").text("User/UserId"), ada);
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("team=a"));
  for (auto const* name : {"Cem", "Dan", "Eve"}) EXPECT_THAT(me.create_user(name), succeeds());
}

TEST(Savepoint, stays_when_it_was_restored) {
  Server const server;
  Caller me(server);
  make(server, "clean");
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(me.create_user("Ada"), succeeds());
    ASSERT_THAT(restore(server, "clean"), is_answered(200));
    EXPECT_THAT(users(me), IsEmpty());
  }
}

TEST(Savepoint, of_one_account_leaves_the_others_as_they_are) {
  Server const server;
  Caller me(server), other(server);
  make(server, "mine", me.account());
  me.create_user("Ada");
  other.create_user("Bob");
  ASSERT_THAT(restore(server, "mine"), is_answered(200));
  EXPECT_THAT(users(me), IsEmpty());
  EXPECT_THAT(users(other), ElementsAre("Bob"));
}

TEST(Savepoint, has_a_name_of_its_own_in_each_account) {
  Server const server;
  Caller me(server), other(server);
  for (auto* caller : {&me, &other}) EXPECT_THAT(make(server, "clean", caller->account()), is_answered(200));
  me.create_user("Ada");
  other.create_user("Bob");
  EXPECT_THAT(restore(server, "clean"),
              is_refused(409, "several have a savepoint `clean`: say whose with `?account=`"));
  EXPECT_THAT(restore(server, "clean", me.account()), is_answered(200));
  EXPECT_THAT(users(me), IsEmpty());
  EXPECT_THAT(users(other), ElementsAre("Bob"));
  EXPECT_EQ(restore(server, "clean", Caller::new_account()).status(), 404);
}

TEST(Savepoint, of_all_accounts_is_meant_where_no_account_is_said) {
  Server const server;
  Caller me(server), other(server);
  for (auto const& account : {me.account(), other.account(), std::string()}) make(server, "clean", account);
  me.create_user("Ada");
  other.create_user("Bob");
  EXPECT_THAT(restore(server, "clean"), is_answered(200));
  EXPECT_THAT(users(me), IsEmpty());
  EXPECT_THAT(users(other), IsEmpty());
}

// The clock stands still: times cannot tell which session began before.
TEST(Savepoint, ends_the_sessions_that_began_after_it_and_no_others) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server);
  create_open_role(me, "worker");
  auto const role = me.arn("role/worker");
  auto const before = assume(me, role, "before");
  make(server, "clean");
  auto const after = assume(me, role, "after");
  auto const is_good = [&](Answer const& made) {
    auto holder = Caller::of_session(made, server);
    auto const answer = holder.sts("GetCallerIdentity");
    if (answer.status() == 200) return true;
    EXPECT_THAT(answer, fails_with(403, "InvalidClientTokenId", kInvalidToken));
    return false;
  };
  EXPECT_TRUE(is_good(before));
  EXPECT_TRUE(is_good(after));
  restore(server, "clean");
  EXPECT_TRUE(is_good(before));
  EXPECT_FALSE(is_good(after));
  auto const again = assume(me, role, "after");
  EXPECT_TRUE(is_good(again));
  restore(server, "clean");
  auto const last = assume(me, role, "after");
  EXPECT_TRUE(is_good(before));
  EXPECT_FALSE(is_good(after));
  EXPECT_FALSE(is_good(again));
  EXPECT_TRUE(is_good(last));
}

TEST(Savepoint, of_one_account_ends_no_session_of_another) {
  Server const server;
  Caller me(server), other(server);
  make(server, "mine", me.account());
  auto const mine = me.sts("GetSessionToken");
  auto const others = other.sts("GetSessionToken");
  restore(server, "mine");
  EXPECT_FALSE(Caller::of_session(mine, server).sts("GetCallerIdentity").status() == 200);
  EXPECT_THAT(Caller::of_session(others, server).sts("GetCallerIdentity"), succeeds());
}

TEST(Savepoint, that_is_inside_another_ends_with_the_restoring_of_that) {
  Server const server;
  Caller me(server), other(server);
  make(server, "outer");
  me.create_user("Ada");
  make(server, "inner");
  make(server, "mine", me.account());
  me.create_user("Bob");
  EXPECT_EQ(restore(server, "inner").at("/ended/0"), "mine");
  EXPECT_THAT(users(me), ElementsAre("Ada"));
  EXPECT_THAT(names(server), ElementsAre("outer", "inner"));
  auto const restored = restore(server, "outer");
  EXPECT_EQ(restored.at("/ended/0"), "inner");
  EXPECT_THAT(users(me), IsEmpty());
  EXPECT_THAT(names(server), ElementsAre("outer"));
  EXPECT_THAT(restore(server, "inner"), is_refused(404, "there is no savepoint `inner`"));
}

TEST(Savepoint, of_one_account_ends_none_of_others) {
  Server const server;
  Caller me(server), other(server);
  make(server, "mine", me.account());
  make(server, "inner", me.account());
  make(server, "other", other.account());
  make(server, "all");
  restore(server, "mine");
  EXPECT_THAT(names(server), ElementsAre("mine", "other", "all"));
}

TEST(Savepoint, is_listed_as_it_was_made_and_deleted_alone) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server);
  make(server, "outer");
  make(server, "inner", me.account());
  auto const listed = JsonAnswer(server.exchange({.target = kPath}));
  EXPECT_EQ(listed.text("/savepoints/0/name"), "outer");
  EXPECT_FALSE(listed.has("/savepoints/0/account"));
  EXPECT_EQ(listed.text("/savepoints/0/made_at"), kNow);
  EXPECT_GT(listed.at("/savepoints/0/bytes").as_int64(), 0);
  EXPECT_EQ(listed.text("/savepoints/1/account"), me.account());
  EXPECT_EQ(JsonAnswer(server.exchange({.target = kPath + std::string("/inner")})).text("/account"), me.account());
  EXPECT_EQ(server.exchange({.method = "DELETE", .target = kPath + std::string("/outer")}).status, 200);
  EXPECT_THAT(names(server), ElementsAre("inner"));
}

TEST(Savepoint, is_refused_without_a_sound_name) {
  Server const server;
  constexpr auto kWrong = "the name of a savepoint has 1 to 64 of the characters A-Z a-z 0-9 . _ -";
  for (auto const& name : {std::string(), std::string("a b"), std::string("a/b"), std::string(65, 'a')}) {
    EXPECT_THAT(make(server, name), is_refused(400, kWrong)) << name;
  }
  EXPECT_THAT(make(server, std::string(64, 'a')), is_answered(200));
  EXPECT_THAT(make(server, "b", "12"), is_refused(400, "`account` is an account id of twelve digits"));
  for (auto const* body : {"", "[]", R"({"name":1})", R"({"name":"c","nmae":"d"})", R"({"name":"c","name":"c"})"}) {
    EXPECT_EQ(server.exchange({.method = "POST", .target = kPath, .body = body}).status, 400) << body;
  }
  auto const target = kPath + std::string("?account=111122223333");
  EXPECT_EQ(server.exchange({.method = "POST", .target = target, .body = R"({"name":"c"})"}).status, 400);
  EXPECT_EQ(names(server).size(), 1u);
}

TEST(Savepoint, is_not_made_twice) {
  Server const server;
  make(server, "clean");
  EXPECT_THAT(make(server, "clean"),
              is_refused(409, "there is a savepoint `clean` already: restore it, or delete it first"));
  EXPECT_THAT(names(server), ElementsAre("clean"));
}

TEST(Savepoint, that_is_not_there_is_answered_with_the_nearest_name) {
  Server const server;
  make(server, "clean");
  EXPECT_THAT(restore(server, "claen"), is_refused(404, "there is no savepoint `claen`; did you mean `clean`?"));
  EXPECT_EQ(restore(server, "clean", "12").status(), 400);
  EXPECT_EQ(server.exchange({.method = "POST", .target = kPath + std::string("/clean/restore?acount=1")}).status, 400);
  auto const wrong_method = server.exchange({.method = "PUT", .target = kPath + std::string("/clean")});
  EXPECT_EQ(wrong_method.status, 405);
  EXPECT_EQ(wrong_method.header("Allow"), "GET, DELETE");
  EXPECT_EQ(server.exchange({.target = kPath + std::string("/clean/restore")}).status, 405);
  EXPECT_EQ(server.exchange({.target = kPath + std::string("/clean/")}).status, 404);
}

TEST(Savepoint, is_one_of_a_thousand_at_most) {
  Server const server;
  for (int i = 0; i < 1000; ++i) ASSERT_THAT(make(server, std::to_string(i)), is_answered(200));
  EXPECT_THAT(make(server, "more"), is_refused(409, "there are 1000 savepoints, and no more are kept: delete some"));
}

TEST(Savepoint, is_forgotten_with_a_reset) {
  Server const server;
  Caller me(server), other(server);
  auto const make_all = [&] {
    make(server, "all");
    for (auto* caller : {&me, &other}) make(server, caller->account(), caller->account());
  };
  make_all();
  server.exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()});
  EXPECT_THAT(names(server), ElementsAre("all", other.account()));
  server.exchange({.method = "POST", .target = "/_iam/reset"});
  EXPECT_THAT(names(server), IsEmpty());
}

TEST(Savepoint, brings_back_what_was_only_observed) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server);
  me.create_user("Ada");
  me.create_user("Bob");
  auto const of_ada = me.create_access_key("Ada"), of_bob = me.create_access_key("Bob");
  auto const last_use = [&](std::string const& key) {
    return me.iam("GetAccessKeyLastUsed", {{"AccessKeyId", key}}).text("AccessKeyLastUsed/LastUsedDate");
  };
  Caller(server, of_ada).iam("ListUsers");
  make(server, "clean", me.account());
  me.let_pass(60);
  Caller(server, of_ada).iam("ListUsers");
  Caller(server, of_bob).iam("ListUsers");
  ASSERT_NE(last_use(of_bob), "");
  restore(server, "clean");
  EXPECT_EQ(last_use(of_ada), kNow);
  EXPECT_EQ(last_use(of_bob), "");
}

// An organization is its management account's, whoever is in it.
TEST(Savepoint, of_a_management_account_brings_its_organization_back) {
  Server const server;
  Caller manager(server), member(server);
  auto const target = "/_iam/organization?account=" + manager.account();
  auto const body = R"({"root":{"accounts":[")" + member.account() + R"("]}})";
  auto const stated = JsonAnswer(server.exchange({.method = "PUT", .target = target, .body = body}));
  ASSERT_THAT(stated, is_answered(200)) << stated.text_body();
  auto const of_member = [&] { return server.exchange({.target = "/_iam/organization?account=" + member.account()}); };
  auto const before = of_member().body;
  make(server, "member", member.account());
  make(server, "manager", manager.account());
  server.exchange({.method = "DELETE", .target = target});
  ASSERT_NE(of_member().body, before);
  restore(server, "member");
  EXPECT_NE(of_member().body, before);
  restore(server, "manager");
  EXPECT_EQ(of_member().body, before);
}

TEST(Savepoint, is_refused_where_another_account_has_taken_an_alias_of_its) {
  Server const server;
  Caller me(server), other(server);
  me.iam("CreateAccountAlias", {{"AccountAlias", "acme"}});
  make(server, "clean", me.account());
  me.iam("DeleteAccountAlias", {{"AccountAlias", "acme"}});
  other.iam("CreateAccountAlias", {{"AccountAlias", "acme"}});
  me.create_user("Ada");
  EXPECT_EQ(restore(server, "clean").status(), 409);
  EXPECT_THAT(users(me), ElementsAre("Ada"));
  other.iam("DeleteAccountAlias", {{"AccountAlias", "acme"}});
  EXPECT_EQ(restore(server, "clean").status(), 200);
  EXPECT_THAT(me.iam("ListAccountAliases").texts("AccountAliases"), ElementsAre("acme"));
}

TEST(Savepoint, leaves_the_clock_where_it_is) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server);
  make(server, "clean");
  me.let_pass(60);
  restore(server, "clean");
  EXPECT_EQ(JsonAnswer(server.exchange({.target = "/_iam/clock"})).text("/now"), "2026-01-31T12:35:56Z");
}

// Each of them sees all of a state: the users of the savepoint, or none.
TEST(Savepoint, is_restored_at_once_for_whoever_looks) {
  TemporaryDirectory const directory;
  for (std::vector<std::string> const& flags : {std::vector<std::string>{}, {"--db", directory.file("iam.db")}}) {
    Server const server(flags);
    Caller me(server);
    for (int i = 0; i < 20; ++i) me.create_user("user" + std::to_string(i));
    make(server, "full");
    std::atomic<bool> is_over = false;
    std::set<std::size_t> seen;
    std::thread looking([&] {
      Caller again(server, me.account());
      while (!is_over) seen.insert(users(again).size());
    });
    for (int i = 0; i < 40; ++i) {
      server.exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()});
      EXPECT_THAT(restore(server, "full"), is_answered(200));
    }
    is_over = true;
    looking.join();
    EXPECT_THAT(seen, IsSubsetOf({0u, 20u}));
  }
}

// A user and their tags are made in one transaction: there are never some of both.
TEST(Savepoint, is_restored_before_or_after_what_others_write) {
  Server const server;
  Caller me(server);
  make(server, "empty");
  std::atomic<bool> is_over = false;
  std::thread writing([&] {
    Caller again(server, me.account());
    for (int i = 0; !is_over; ++i) {
      again.iam("CreateUser", with_tags({{"UserName", "user" + std::to_string(i)}}, {{"a", "1"}, {"b", "2"}}));
    }
  });
  for (int i = 0; i < 40; ++i) EXPECT_THAT(restore(server, "empty"), is_answered(200));
  is_over = true;
  writing.join();
  for (auto const& user : users(me)) EXPECT_THAT(me.tags_of(user), ElementsAre("a=1", "b=2"));
  me.set_quota("UsersPerAccount", static_cast<int>(users(me).size()) + 1);
  EXPECT_THAT(me.create_user("last"), succeeds());
}

TEST(Savepoint, is_restored_whole_or_not_at_all_when_the_process_is_killed) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags{"--db", directory.file("iam.db")};
  auto const account = Caller::new_account();
  for (int kills = 0; kills < 3; ++kills) {
    Server server(flags);
    Caller me(server, account);
    auto const there = users(me).size();
    EXPECT_TRUE(there == 0 || there == 50) << there;
    EXPECT_THAT(names(server), IsEmpty());
    for (auto i = there; i < 50; ++i) me.create_user("user" + std::to_string(i));
    make(server, "full");
    std::atomic<int> restored = 0;
    std::thread restoring([&] {
      try {
        for (;; ++restored) {
          server.exchange({.method = "POST", .target = "/_iam/reset?account=" + account});
          restore(server, "full");
        }
      } catch (std::exception const&) {
        // The server is gone.
      }
    });
    while (restored < 3 + kills) std::this_thread::yield();
    server.kill();
    restoring.join();
  }
}

}  // namespace
}  // namespace conformance
