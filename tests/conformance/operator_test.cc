// The operator's endpoints: health, reset, clock, metrics. They are the emulator's own contract.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kClock = "/_iam/clock";

// How often the operation was answered so, by the server's own account.
long requests_counted(Server const& server, std::string const& labels) {
  auto const metrics = server.exchange({.target = "/metrics"}).body;
  auto const line = metrics.find("iamlocal_requests_total{" + labels + "} ");
  return line == std::string::npos ? 0 : std::stol(metrics.substr(metrics.find("} ", line) + 2));
}

Response set_clock(Server const& server, std::string body) {
  return server.exchange({.method = "PUT", .target = kClock, .body = std::move(body)});
}

std::vector<std::string> users_of(Caller& me) { return me.iam("ListUsers").texts("Users", "UserName"); }

TEST(Health, says_how_the_server_was_set_up) {
  Server const server({"--account-id", "111122223333"});
  auto const health = server.exchange({.target = "/_iam/health"});
  EXPECT_EQ(health.status, 200);
  EXPECT_EQ(health.header("Content-Type"), "application/json");
  for (auto const* each :
       {R"("version":")", R"("auth":"off")", runs_on_postgres() ? R"("store":"postgresql://)" : R"("store":":memory:")",
        R"("durability":"normal")", R"("account":"111122223333")"}) {
    EXPECT_THAT(health.body, HasSubstr(each));
  }
}

// Fixtures written for LocalStack wait for a service to be running or available.
TEST(Health, answers_under_localstacks_path) {
  auto const health = shared_server().exchange({.target = "/_localstack/health"});
  EXPECT_EQ(health.status, 200);
  EXPECT_THAT(health.body, HasSubstr(R"("iam": "running")"));
  EXPECT_THAT(health.body, HasSubstr(R"("sts": "running")"));
}

TEST(Reset, forgets_one_account_or_all) {
  Server const server;
  Caller first(server), second(server);
  for (auto* caller : {&first, &second}) caller->iam("CreateUser", with_tags({{"UserName", "Ada"}}, {{"a", "1"}}));

  auto const one = server.exchange({.method = "POST", .target = "/_iam/reset?account=" + first.account()});
  EXPECT_EQ(one.status, 200);
  EXPECT_THAT(users_of(first), IsEmpty());
  EXPECT_THAT(users_of(second), ElementsAre("Ada"));
  EXPECT_THAT(second.tags_of("Ada"), ElementsAre("a=1"));

  ASSERT_THAT(first.create_user("ada"), succeeds());
  EXPECT_THAT(first.tags_of("ada"), IsEmpty());
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/_iam/reset"}).status, 200);
  EXPECT_THAT(users_of(first), IsEmpty());
  EXPECT_THAT(users_of(second), IsEmpty());
  EXPECT_EQ(requests_counted(server, R"(service="iam",action="CreateUser",outcome="success")"), 0);
}

TEST(Reset, answers_under_motos_path) {
  Server const server;
  Caller me(server);
  me.create_user("Ada");
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/moto-api/reset"}).status, 200);
  EXPECT_THAT(users_of(me), IsEmpty());
}

TEST(Reset, refuses_what_is_no_account_and_forgets_nothing) {
  Server const server;
  Caller me(server);
  me.create_user("Ada");
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/_iam/reset?account=12"}).status, 400);
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/_iam/reset?account="}).status, 400);
  EXPECT_EQ(server.exchange({.target = "/_iam/reset"}).status, 405);
  EXPECT_THAT(users_of(me), ElementsAre("Ada"));
}

TEST(Clock, stands_still_at_the_time_it_was_set_to) {
  Server const server;
  Caller me(server);
  EXPECT_EQ(set_clock(server, R"({"now": "2001-02-03T04:05:06Z"})").status, 200);
  EXPECT_EQ(me.create_user("a").text("User/CreateDate"), "2001-02-03T04:05:06Z");
  EXPECT_EQ(me.create_user("b").text("User/CreateDate"), "2001-02-03T04:05:06Z");
  EXPECT_EQ(set_clock(server, R"({"advance_s": 86400})").status, 200);
  EXPECT_EQ(me.create_user("c").text("User/CreateDate"), "2001-02-04T04:05:06Z");
  EXPECT_THAT(server.exchange({.target = kClock}).body, HasSubstr("2001-02-04T04:05:06Z"));
}

TEST(Clock, returns_to_real_time) {
  Server const server;
  Caller me(server);
  set_clock(server, R"({"now": "2001-02-03T04:05:06Z"})");
  EXPECT_EQ(server.exchange({.method = "DELETE", .target = kClock}).status, 200);
  EXPECT_GT(me.create_user("a").text("User/CreateDate"), "2025");
}

TEST(Clock, refuses_what_is_no_time_and_keeps_its_own) {
  Server const server;
  set_clock(server, R"({"now": "2001-02-03T04:05:06Z"})");
  for (auto const* body :
       {"", "{}", "[]", "yesterday", R"({"now": "yesterday"})", R"({"now": null})", R"({"advance_s": "x"})",
        R"({"then": 5})", R"({"now": "2002-01-01T00:00:00Z", "advance_s": 5})"}) {
    EXPECT_EQ(set_clock(server, body).status, 400) << body;
  }
  EXPECT_THAT(server.exchange({.target = kClock}).body, HasSubstr("2001-02-03T04:05:06Z"));
}

// V for the sentence with this name of a quota; D for its default, 5000.
TEST(Quotas, can_be_lowered_for_one_account) {
  Server const server;
  Caller me(server), other(server);
  auto const quotas = "/_iam/quotas?account=" + me.account();
  EXPECT_THAT(server.exchange({.target = quotas}).body, HasSubstr(R"("UsersPerAccount":5000)"));
  EXPECT_EQ(server.exchange({.method = "PUT", .target = quotas, .body = R"({"UsersPerAccount": 2})"}).status, 200);
  for (auto const* name : {"a", "b"}) EXPECT_THAT(me.create_user(name), succeeds());
  EXPECT_THAT(me.create_user("c"), fails_with(409, "LimitExceeded", "Cannot exceed quota for UsersPerAccount: 2"));
  me.iam("DeleteUser", {{"UserName", "a"}});
  EXPECT_THAT(me.create_user("c"), succeeds());
  for (auto const* name : {"a", "b", "c"}) EXPECT_THAT(other.create_user(name), succeeds());
}

TEST(Metrics, count_requests_by_operation_and_outcome) {
  Server const server;
  Caller me(server);
  me.create_user("Ada");
  me.create_user("Grace");
  me.create_user("Ada");
  me.sts("GetCallerIdentity");
  EXPECT_EQ(requests_counted(server, R"(service="iam",action="CreateUser",outcome="success")"), 2);
  EXPECT_EQ(requests_counted(server, R"(service="iam",action="CreateUser",outcome="client_error")"), 1);
  EXPECT_EQ(requests_counted(server, R"(service="sts",action="GetCallerIdentity",outcome="success")"), 1);
  EXPECT_THAT(std::string(server.exchange({.target = "/metrics"}).header("Content-Type")),
              testing::StartsWith("text/plain"));
}

TEST(OperatorEndpoints, that_do_not_exist_are_told_apart_from_the_api) {
  auto const response = shared_server().exchange({.target = "/_iam/nowhere"});
  EXPECT_EQ(response.status, 404);
  EXPECT_THAT(response.body, HasSubstr("/_iam/nowhere"));
}

}  // namespace
}  // namespace conformance
