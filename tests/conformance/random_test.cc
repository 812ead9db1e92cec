// Ids that come again are the emulator's own: with a clock that stands still, the same calls give the same bytes.
#include "client/json_answer.h"
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::HasSubstr;

constexpr auto kPath = "/_iam/random";

Response seed(Server const& server, std::string const& body) {
  return server.exchange({.method = "PUT", .target = kPath, .body = body});
}

// All that a client is answered that somebody made up.
std::vector<std::string> life(Server const& server, std::string const& account) {
  Caller me(server, account);
  std::vector<std::string> told;
  auto const tell = [&](Answer const& answer) {
    EXPECT_THAT(answer, succeeds()) << answer.body();
    told.push_back(answer.body());
    told.emplace_back(answer.header("x-amzn-RequestId"));
    told.emplace_back(answer.header("x-amz-sts-extended-request-id"));
  };
  tell(me.create_user("Ada"));
  tell(me.iam("CreateAccessKey", {{"UserName", "Ada"}}));
  tell(me.iam("CreateGroup", {{"GroupName", "team"}}));
  tell(me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}}));
  tell(create_open_role(me, "worker"));
  auto const session = assume(me, me.arn("role/worker"), "session");
  tell(session);
  tell(me.sts("GetSessionToken"));
  tell(me.sts("GetFederationToken", {{"Name", "Bob"}}));
  tell(me.iam("GenerateServiceLastAccessedDetails", {{"Arn", me.arn("user/Ada")}}));
  tell(me.iam("EnableOutboundWebIdentityFederation"));
  EXPECT_THAT(Caller::of_session(session, server).sts("GetCallerIdentity"), succeeds());
  return told;
}

TEST(RandomSeed, makes_servers_answer_alike) {
  auto const account = Caller::new_account();
  std::vector<std::vector<std::string>> lives;
  for (auto const* number : {"7", "7", "8"}) {
    Server const server({"--random-seed", number});
    FrozenClock const clock(server, kNow);
    lives.push_back(life(server, account));
  }
  EXPECT_EQ(lives[0], lives[1]);
  EXPECT_NE(lives[0], lives[2]);
}

TEST(RandomSeed, gives_each_account_ids_that_others_do_not_disturb) {
  Server const server({"--random-seed", "7"}), busy({"--random-seed", "7"});
  FrozenClock const clock(server, kNow), other_clock(busy, kNow);
  Caller other(busy);
  other.create_user("Eve");
  auto const account = Caller::new_account();
  auto const alone = life(server, account);
  other.create_user("Bob");
  other.sts("GetSessionToken");
  auto const among_others = life(busy, account);
  // Whatever seals is the server's, and was made with the same seed.
  EXPECT_EQ(alone, among_others);
}

TEST(RandomSeed, begins_anew_with_a_reset) {
  Server const server({"--random-seed", "7"});
  FrozenClock const clock(server, kNow);
  auto const account = Caller::new_account();
  auto const first = life(server, account);
  server.exchange({.method = "POST", .target = "/_iam/reset?account=" + account});
  EXPECT_EQ(life(server, account), first);
  server.exchange({.method = "POST", .target = "/_iam/reset"});
  EXPECT_EQ(life(server, account), first);
}

TEST(RandomSeed, begins_anew_with_a_savepoint_that_is_restored) {
  Server const server({"--random-seed", "7"});
  FrozenClock const clock(server, kNow);
  auto const account = Caller::new_account();
  Caller me(server, account);
  me.create_user("Zoe");
  server.exchange({.method = "POST", .target = "/_iam/savepoints", .body = R"({"name":"clean"})"});
  auto const first = life(server, account);
  for (int i = 0; i < 2; ++i) {
    server.exchange({.method = "POST", .target = "/_iam/savepoints/clean/restore"});
    EXPECT_EQ(life(server, account), first);
  }
}

// Its bytes are those of a session that is made again, and of no other.
TEST(RandomSeed, keeps_a_session_ended_until_the_very_same_is_made_again) {
  Server const server({"--random-seed", "7"});
  FrozenClock const clock(server, kNow);
  Caller me(server);
  create_open_role(me, "worker");
  server.exchange({.method = "POST", .target = "/_iam/savepoints", .body = R"({"name":"clean"})"});
  auto const made = [&](std::string const& name) { return assume(me, me.arn("role/worker"), name); };
  auto const is_good = [&](Answer const& session) {
    return Caller::of_session(session, server).sts("GetCallerIdentity").status() == 200;
  };
  auto const restore = [&] { server.exchange({.method = "POST", .target = "/_iam/savepoints/clean/restore"}); };
  auto const first = made("first");
  restore();
  EXPECT_FALSE(is_good(first));
  restore();
  auto const other = made("other");
  EXPECT_TRUE(is_good(other));
  EXPECT_FALSE(is_good(first));
  restore();
  auto const again = made("first");
  EXPECT_EQ(again.text("Credentials/SessionToken"), first.text("Credentials/SessionToken"));
  EXPECT_TRUE(is_good(again));
  EXPECT_FALSE(is_good(other));
}

// What is there keeps its id for itself.
TEST(RandomSeed, gives_no_id_twice_that_something_has) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server);
  auto const id_of = [&](std::string const& name) {
    seed(server, R"({"seed":42})");
    auto const made = me.create_user(name);
    EXPECT_THAT(me.iam("CreateAccessKey", {{"UserName", name}}), succeeds());
    return made.text("User/UserId");
  };
  auto const ada = id_of("Ada");
  EXPECT_NE(id_of("Bob"), ada);
  for (auto const& key : me.iam("ListAccessKeys", {{"UserName", "Ada"}}).texts("AccessKeyMetadata", "AccessKeyId")) {
    me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  }
  me.iam("DeleteUser", {{"UserName", "Ada"}});
  EXPECT_EQ(id_of("Cem"), ada);
}

TEST(RandomSeed, can_be_set_for_all_or_for_one_account) {
  Server const server;
  FrozenClock const clock(server, kNow);
  Caller me(server), other(server);
  EXPECT_EQ(seed(server, R"({"seed":42,"account":")" + me.account() + "\"}").body,
            R"({"seed":null,"accounts":[{"account":")" + me.account() +
                R"(","seed":42}]})"
                "\n");
  auto const id_of = [](Caller& caller) {
    auto id = caller.create_user("Ada").text("User/UserId");
    caller.iam("DeleteUser", {{"UserName", "Ada"}});
    return id;
  };
  auto const mine = id_of(me), others = id_of(other);
  seed(server, R"({"seed":42,"account":")" + me.account() + "\"}");
  EXPECT_EQ(id_of(me), mine);
  EXPECT_NE(id_of(other), others);
  EXPECT_EQ(seed(server, R"({"seed":42})").body, R"({"seed":42,"accounts":[]})"
                                                 "\n");
  EXPECT_EQ(id_of(me), mine);
  auto const back = server.exchange({.method = "DELETE", .target = kPath});
  EXPECT_EQ(back.body, R"({"seed":null,"accounts":[]})"
                       "\n");
  EXPECT_NE(id_of(me), mine);
  EXPECT_EQ(seed(server, R"({"seed":null})").status, 200);
}

TEST(RandomSeed, is_set_under_motos_path) {
  Server const server;
  for (auto const* method : {"POST", "GET"}) {
    EXPECT_THAT(server.exchange({.method = method, .target = "/moto-api/seed?a=42"}).body, HasSubstr(R"("seed":42)"));
  }
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/moto-api/seed"}).status, 400);
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/moto-api/seed?a=x"}).status, 400);
}

TEST(RandomSeed, is_told_by_health) {
  Server const server({"--random-seed", "7"});
  EXPECT_THAT(server.exchange({.target = "/_iam/health"}).body, HasSubstr(R"("random":{"seed":7,"accounts":[]})"));
}

TEST(RandomSeed, is_a_whole_number_that_is_not_negative) {
  Server const server;
  for (auto const* body : {"", "{}", "[]", R"({"seed":-1})", R"({"seed":"a"})", R"({"seed":1.5})",
                           R"({"seed":1,"account":"12"})", R"({"seed":1,"acount":"111122223333"})"}) {
    EXPECT_EQ(seed(server, body).status, 400) << body;
  }
  EXPECT_EQ(server.exchange({.method = "DELETE", .target = kPath + std::string("?acount=1")}).status, 400);
  EXPECT_EQ(server.exchange({.target = kPath}).body, R"({"seed":null,"accounts":[]})"
                                                     "\n");
}

}  // namespace
}  // namespace conformance
