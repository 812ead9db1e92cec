// The operator's endpoints: architecture.md's contract.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

class OperatorEndpoints : public Emulator {
 protected:
  bool user_exists(std::string const& account, std::string const& name) {
    auto const authorization = "AWS4-HMAC-SHA256 Credential=" + account + "/d/us-east-1/iam/aws4_request";
    return send("POST", "/", {kForm, {"Authorization", authorization}},
                "Action=GetUser&Version=2010-05-08&UserName=" + name)
               .status == 200;
  }

  void create_user(std::string const& account, std::string const& name) {
    auto const authorization = "AWS4-HMAC-SHA256 Credential=" + account + "/d/us-east-1/iam/aws4_request";
    auto const response = send("POST", "/", {kForm, {"Authorization", authorization}},
                               "Action=CreateUser&Version=2010-05-08&UserName=" + name);
    ASSERT_EQ(response.status, 200) << response.body;
  }
};

TEST_F(OperatorEndpoints, health_states_what_runs_under_both_names) {
  for (auto const* target : {"/_iam/health", "/_localstack/health", "/_iam/health?x=1"}) {
    auto const response = send("GET", target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(header(response, "Content-Type"), "application/json");
    auto const health = json::parse(response.body).as_object();
    EXPECT_EQ(health.at("version").as_string(), "1.2.3");
    EXPECT_EQ(health.at("auth").as_string(), "off");
    EXPECT_EQ(health.at("store").as_string(), ":memory:");
    EXPECT_EQ(health.at("durability").as_string(), "normal");
    EXPECT_EQ(health.at("account").as_string(), "123456789012");
    EXPECT_EQ(health.at("services").as_object().at("iam").as_string(), "running");
  }
  EXPECT_EQ(send("HEAD", "/_iam/health").status, 200);
}

// Scripts of fixtures look for these with grep: Python writes a blank behind colons and commas.
TEST_F(OperatorEndpoints, what_localstacks_fixtures_poll_is_written_as_localstack_writes_it) {
  EXPECT_THAT(send("GET", "/_localstack/health").body,
              HasSubstr(R"("services": {"iam": "running", "sts": "running"})"));
  EXPECT_EQ(send("GET", "/_localstack/init").body,
            R"({"completed": {"BOOT": true, "START": true, "READY": true, "SHUTDOWN": false}, "scripts": []})"
            "\n");
  for (auto const* target : {"/_localstack/init/ready", "/_localstack/init/READY", "/_localstack/init/boot"}) {
    EXPECT_EQ(send("GET", target).body, "{\"completed\": true, \"scripts\": []}\n") << target;
  }
  EXPECT_EQ(send("GET", "/_localstack/init/shutdown").body, "{\"completed\": false, \"scripts\": []}\n");
  EXPECT_EQ(send("GET", "/_localstack/init/nothing").status, 404);
  EXPECT_EQ(send("GET", "/_localstack/init/").status, 404);
}

TEST_F(OperatorEndpoints, the_page_that_motos_fixtures_poll_is_there) {
  for (auto const* target : {"/moto-api/", "/moto-api"}) {
    EXPECT_EQ(send("GET", target).body, send("GET", "/_iam/health").body) << target;
  }
}

TEST_F(OperatorEndpoints, that_do_not_exist_say_so) {
  for (auto const* target : {"/_iam/", "/_iam/nothing", "/_iam/health/"}) {
    auto const response = send("GET", target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_TRUE(json::parse(response.body).as_object().contains("error")) << target;
  }
}

TEST_F(OperatorEndpoints, a_misspelt_path_is_answered_with_the_nearest) {
  auto const error = [this](char const* target) {
    return std::string(json::parse(send("GET", target).body).at("error").as_string());
  };
  EXPECT_EQ(error("/_iam/denial"), "there is no endpoint /_iam/denial; did you mean /_iam/denials?");
  EXPECT_EQ(error("/_iam/organisation?account=1"),
            "there is no endpoint /_iam/organisation; did you mean /_iam/organization?");
  EXPECT_EQ(error("/_iam/unlike-any-other-endpoint"), "there is no endpoint /_iam/unlike-any-other-endpoint");
}

struct Refused {
  char const* method;
  char const* target;
  char const* allowed;
};

TEST_F(OperatorEndpoints, tell_which_methods_they_answer) {
  for (auto const& [method, target, allowed] : {
           Refused{"POST", "/_iam/health", "GET"},
           Refused{"DELETE", "/_localstack/health", "GET"},
           Refused{"GET", "/_iam/reset", "POST"},
           Refused{"GET", "/moto-api/reset", "POST"},
           Refused{"GET", "/_localstack/state/reset", "POST"},
           Refused{"POST", "/_iam/tls/certificate.pem", "GET"},
           Refused{"DELETE", "/_iam/reset", "POST"},
           Refused{"POST", "/_iam/clock", "GET, PUT, DELETE"},
           Refused{"PATCH", "/_iam/clock", "GET, PUT, DELETE"},
           Refused{"POST", "/metrics", "GET"},
           Refused{"GET", "/_iam/authorize", "POST"},
           Refused{"PUT", "/_iam/denials", "GET"},
           Refused{"POST", "/_iam/organization", "GET, PUT, DELETE"},
           Refused{"POST", "/_iam/oidc/keys", "GET, PUT, DELETE"},
       }) {
    auto const response = send(method, target);
    EXPECT_EQ(response.status, 405) << method << ' ' << target;
    EXPECT_EQ(header(response, "Allow"), allowed) << method << ' ' << target;
    EXPECT_TRUE(json::parse(response.body).as_object().contains("error"));
  }
}

TEST_F(OperatorEndpoints, say_that_they_failed_where_the_store_cannot_be_asked) {
  store_->write(
      [](store::Session& session) {
        session.run("DROP TABLE entity_counts");
        return store::Verdict::kCommit;
      },
      [](std::exception_ptr failure) { EXPECT_EQ(failure, nullptr); });
  store_->flush();
  testing::internal::CaptureStderr();
  auto const response = send("GET", "/_iam/accounts");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("failed: sqlite"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body,
            "{\"error\":\"The request processing has failed because of an unknown error, exception or failure.\"}\n");
}

TEST_F(OperatorEndpoints, reset_forgets_everything_under_all_its_names) {
  for (auto const* target : {"/_iam/reset", "/moto-api/reset", "/_localstack/state/reset"}) {
    create_user("111111111111", "Bob");
    create_user("222222222222", "Bob");
    EXPECT_EQ(send("POST", target).status, 200) << target;
    EXPECT_FALSE(user_exists("111111111111", "Bob")) << target;
    EXPECT_FALSE(user_exists("222222222222", "Bob")) << target;
  }
}

TEST_F(OperatorEndpoints, reset_of_an_account_leaves_the_others) {
  create_user("111111111111", "Bob");
  create_user("222222222222", "Bob");
  EXPECT_EQ(send("POST", "/_iam/reset?account=111111111111").status, 200);
  EXPECT_FALSE(user_exists("111111111111", "Bob"));
  EXPECT_TRUE(user_exists("222222222222", "Bob"));
}

// A mistyped account must not empty the whole store.
TEST_F(OperatorEndpoints, reset_of_what_is_no_account_forgets_nothing) {
  create_user("111111111111", "Bob");
  for (auto const* target :
       {"/_iam/reset?account=", "/_iam/reset?account", "/_iam/reset?account=11111111111", "/_iam/reset?account=%zz",
        "/_iam/reset?account=all", "/_iam/reset?x=1&account=1", "/_iam/reset?acount=111111111111"}) {
    EXPECT_EQ(send("POST", target).status, 400) << target;
    EXPECT_TRUE(user_exists("111111111111", "Bob")) << target;
  }
}

TEST_F(OperatorEndpoints, clock_is_told_set_moved_and_let_go) {
  auto const state = [](HttpResponse const& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    auto const body = json::parse(response.body).as_object();
    return std::string(body.at("mode").as_string()) + " " + std::string(body.at("now").as_string());
  };
  EXPECT_EQ(state(send("GET", "/_iam/clock")), "frozen 2026-03-05T10:11:12Z");
  EXPECT_EQ(state(send("PUT", "/_iam/clock", {}, R"({"now": "2030-01-01T00:00:00Z"})")), "frozen 2030-01-01T00:00:00Z");
  EXPECT_EQ(state(send("PUT", "/_iam/clock", {}, R"({"advance_s": 90.5})")), "frozen 2030-01-01T00:01:30Z");
  EXPECT_EQ(state(send("PUT", "/_iam/clock", {}, R"({"advance_s": -30})")), "frozen 2030-01-01T00:01:00Z");
  EXPECT_EQ(state(send("PUT", "/_iam/clock", {}, R"({"now": 0})")), "frozen 1970-01-01T00:00:00Z");
  EXPECT_TRUE(state(send("DELETE", "/_iam/clock")).starts_with("real "));
  EXPECT_TRUE(state(send("PUT", "/_iam/clock", {}, R"({"advance_s": 3600})")).starts_with("shifted "));
}

TEST_F(OperatorEndpoints, clock_decides_the_time_of_everything) {
  send("PUT", "/_iam/clock", {}, R"({"now": "2030-01-01T00:00:00Z"})");
  EXPECT_EQ(element(post("Action=CreateUser&Version=2010-05-08&UserName=Bob").body, "CreateDate"),
            "2030-01-01T00:00:00Z");
}

TEST_F(OperatorEndpoints, clock_refuses_what_is_no_time) {
  auto const before = clock_.now();
  for (auto const* body : {"",
                           "x",
                           "[]",
                           "1",
                           "null",
                           "{}",
                           R"({"now": "yesterday"})",
                           R"({"now": null})",
                           R"({"now": true})",
                           R"({"now": -1})",
                           R"({"now": "1969-12-31T23:59:59Z"})",
                           R"({"now": 253402300800})",
                           R"({"now": 1e300})",
                           R"({"now": [1]})",
                           R"({"advance_s": "1"})",
                           R"({"advance_s": 1e300})",
                           R"({"advance_s": null})",
                           R"({"advance": 1})",
                           R"({"now": 1, "advance_s": 1})",
                           R"({"now": 1} x)",
                           R"({"now": "2030-01-01T00:00:00Z")",
                           R"({"now": "9999999-01-01T00:00:00Z"})"}) {
    auto const response = send("PUT", "/_iam/clock", {}, body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_TRUE(json::parse(response.body).as_object().contains("error")) << body;
    EXPECT_EQ(clock_.now(), before) << body;
  }
  EXPECT_EQ(send("PUT", "/_iam/clock", {}, std::string(100'000, '[')).status, 400);
}

// Timestamps have four digits for the year; and sums that overflow are undefined.
TEST_F(OperatorEndpoints, clock_does_not_leave_the_years_that_timestamps_can_write) {
  send("PUT", "/_iam/clock", {}, R"({"now": "9999-12-31T23:59:59Z"})");
  EXPECT_EQ(send("PUT", "/_iam/clock", {}, R"({"advance_s": 1})").status, 400);
  EXPECT_EQ(to_iso8601(clock_.now()), "9999-12-31T23:59:59Z");
  send("PUT", "/_iam/clock", {}, R"({"now": 0})");
  EXPECT_EQ(send("PUT", "/_iam/clock", {}, R"({"advance_s": -1e10})").status, 400);
  EXPECT_EQ(to_iso8601(clock_.now()), "1970-01-01T00:00:00Z");
}

TEST_F(OperatorEndpoints, metrics_count_by_operation_and_outcome) {
  post(kGetCallerIdentity);
  post(kGetCallerIdentity);
  post("Action=GetUser&Version=2010-05-08&UserName=nobody");
  post("Action=NoSuchAction");
  auto const response = send("GET", "/metrics");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(header(response, "Content-Type").starts_with("text/plain; version=0.0.4"));
  for (auto const* line : {
           "iamlocal_requests_total{service=\"sts\",action=\"GetCallerIdentity\",outcome=\"success\"} 2\n",
           "iamlocal_requests_total{service=\"iam\",action=\"GetUser\",outcome=\"client_error\"} 1\n",
           "iamlocal_requests_unrouted_total 1\n",
           "more_metrics 1\n",
       }) {
    EXPECT_NE(response.body.find(line), std::string::npos) << line << "is not in\n" << response.body;
  }
}

TEST_F(OperatorEndpoints, reset_forgets_the_metrics_too) {
  post(kGetCallerIdentity);
  send("POST", "/_iam/reset");
  EXPECT_EQ(send("GET", "/metrics").body.find("action=\"GetCallerIdentity\""), std::string::npos);
}

}  // namespace
}  // namespace iam::gateway
