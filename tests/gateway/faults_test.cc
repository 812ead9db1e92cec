// Calls that fail, wait or lose their answer because the operator wants it. Way and time of an answer are the server's:
// tests/server.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kListUsers = "Action=ListUsers&Version=2010-05-08";

class InjectedFaults : public Emulator {
 protected:
  void put(std::string_view rules) {
    auto const response = send("PUT", "/_iam/faults", {}, rules);
    ASSERT_EQ(response.status, 200) << response.body;
  }

  std::string refusal_of(std::string_view rules) {
    auto const response = send("PUT", "/_iam/faults", {}, rules);
    EXPECT_EQ(response.status, 400) << rules << response.body;
    auto const body = json::parse(response.body).as_object();
    return body.contains("error") ? std::string(body.at("error").as_string()) : "not refused";
  }

  json::object rule(std::size_t index) {
    return json::parse(send("GET", "/_iam/faults").body).at("faults").at(index).as_object();
  }

  HttpResponse post_as(std::string const& key, std::string_view form) {
    auto const authorization = "AWS4-HMAC-SHA256 Credential=" + key + "/d/us-east-1/iam/aws4_request";
    return send("POST", "/", {kForm, {"Authorization", authorization}}, form);
  }

  HttpResponse create_user(std::string const& name) {
    return post("Action=CreateUser&Version=2010-05-08&UserName=" + name);
  }
};

TEST_F(InjectedFaults, there_are_none_unless_asked_for) {
  auto const response = post(kListUsers);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "x-iamlocal-fault"), "none");
  EXPECT_EQ(send("GET", "/_iam/faults").body, "{\"faults\":[]}\n");
  EXPECT_EQ(json::parse(send("GET", "/_iam/health").body).at("faults"), 0);
}

// As STS answers over its rate: https://github.com/jlevers/selling-partner-api/issues/278
TEST_F(InjectedFaults, throttle_is_aws_own_answer) {
  put(R"([{"preset": "throttle"}])");
  auto const of_sts = post(kGetCallerIdentity);
  EXPECT_EQ(of_sts.status, 400);
  EXPECT_THAT(of_sts.body, StartsWith(R"(<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">)"));
  EXPECT_EQ(element(of_sts.body, "Type"), "Sender");
  EXPECT_EQ(element(of_sts.body, "Code"), "Throttling");
  EXPECT_EQ(element(of_sts.body, "Message"), "Rate exceeded");
  EXPECT_EQ(header(of_sts, "x-iamlocal-fault"), "rule 1; throttle; error Throttling");
  EXPECT_EQ(element(post(kListUsers).body, "Code"), "Throttling");
  EXPECT_EQ(json::parse(send("GET", "/_iam/health").body).at("faults"), 1);
}

// AWS's own headers are listed as AWS lists them.
TEST_F(InjectedFaults, are_told_to_a_page_that_asks_from_a_browser) {
  put(R"([{"preset": "throttle", "times": 1}])");
  Headers const headers{kForm, {"Origin", "http://localhost:3000"}};
  constexpr std::string_view kOfAws = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol";
  EXPECT_EQ(header(send("POST", "/", headers, kListUsers), "access-control-expose-headers"),
            std::string(kOfAws) + ",x-iamlocal-fault");
  EXPECT_EQ(header(send("POST", "/", headers, kListUsers), "access-control-expose-headers"), kOfAws);
}

TEST_F(InjectedFaults, unavailable_is_the_services_fault) {
  put(R"({"preset": "unavailable"})");
  auto const response = post(kListUsers);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(element(response.body, "Type"), "Receiver");
  EXPECT_EQ(element(response.body, "Code"), "ServiceUnavailable");
}

TEST_F(InjectedFaults, an_error_is_the_one_that_was_asked_for) {
  put(R"([{"error": {"code": "ConcurrentModification", "status": 409, "message": "<again>"}}])");
  auto const response = create_user("Bob");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(element(response.body, "Code"), "ConcurrentModification");
  EXPECT_EQ(element(response.body, "Message"), "&lt;again&gt;");
}

TEST_F(InjectedFaults, what_is_refused_was_not_done) {
  for (auto const* rules : {R"([{"preset": "throttle", "times": 1}])", R"([{"preset": "reset", "times": 1}])"}) {
    put(rules);
    EXPECT_GE(create_user("Bob").status, 400);
    EXPECT_EQ(create_user("Bob").status, 200) << rules;
    post("Action=DeleteUser&Version=2010-05-08&UserName=Bob");
  }
}

TEST_F(InjectedFaults, reset_loses_the_answer_of_what_was_not_done) {
  put(R"([{"preset": "reset"}])");
  EXPECT_TRUE(create_user("Bob").is_lost);
}

// The bug that nobody can provoke elsewhere: the client has to find out by itself what became of its call.
TEST_F(InjectedFaults, drop_after_does_everything_and_loses_the_answer) {
  put(R"([{"operation": "CreateUser", "drop": "after", "times": 1}])");
  auto const lost = create_user("Bob");
  EXPECT_TRUE(lost.is_lost);
  EXPECT_EQ(lost.status, 200);
  auto const retried = create_user("Bob");
  EXPECT_FALSE(retried.is_lost);
  EXPECT_EQ(element(retried.body, "Code"), "EntityAlreadyExists");
}

TEST_F(InjectedFaults, latency_is_the_answers) {
  put(R"([{"latency_ms": [250, 250]}])");
  auto const response = create_user("Bob");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.latency, milliseconds(250));
  EXPECT_EQ(header(response, "x-iamlocal-fault"), "rule 1; latency 250 ms");
  put(R"([{"latency_ms": [10, 12]}])");
  for (int i = 0; i < 20; ++i) {
    auto const latency = post(kListUsers).latency;
    EXPECT_TRUE(latency >= milliseconds(10) && latency <= milliseconds(12)) << latency.count();
  }
}

TEST_F(InjectedFaults, slow_answers_late) {
  put(R"([{"preset": "slow"}])");
  EXPECT_GE(post(kListUsers).latency, milliseconds(1000));
}

TEST_F(InjectedFaults, an_error_may_come_late_and_so_may_a_reset) {
  put(R"([{"error": {"code": "ServiceFailure", "status": 500}, "latency_ms": [5, 5]}])");
  auto const response = post(kListUsers);
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.latency, milliseconds(5));
  EXPECT_EQ(element(response.body, "Message"), "none");
  put(R"([{"drop": "before", "latency_ms": [5, 5]}])");
  EXPECT_TRUE(post(kListUsers).is_lost);
}

TEST_F(InjectedFaults, times_count_down_for_each_rule) {
  put(R"([{"preset": "throttle", "times": 2}, {"preset": "unavailable", "times": 1}])");
  EXPECT_EQ(post(kListUsers).status, 400);
  EXPECT_EQ(rule(0).at("remaining"), 1);
  EXPECT_EQ(rule(1).at("remaining"), 1);
  EXPECT_EQ(post(kListUsers).status, 400);
  EXPECT_EQ(post(kListUsers).status, 503);
  EXPECT_EQ(post(kListUsers).status, 200);
  EXPECT_EQ(rule(0).at("remaining"), 0);
  EXPECT_EQ(rule(0).at("struck"), 2);
}

TEST_F(InjectedFaults, probability_draws_for_each_matching_call) {
  put(R"([{"preset": "throttle", "probability": 0.5}])");
  int throttled = 0;
  for (int i = 0; i < 200; ++i) throttled += post(kListUsers).status == 400 ? 1 : 0;
  EXPECT_GT(throttled, 60);
  EXPECT_LT(throttled, 140);
  EXPECT_EQ(rule(0).at("struck"), throttled);
}

TEST_F(InjectedFaults, probability_repeats_with_the_seed) {
  auto const series = [](std::uint64_t seed) {
    auto const random = make_seeded_random(seed);
    IdSource ids(*random);
    Faults faults(ids, {{.probability = 0.5, .drop = Drop::kBefore}});
    auto const& operation = *service::find_operation(service::Service::kIam, "ListUsers");
    auto const caller = service::Caller::root(AccountId(1), Partition::kAws, "test");
    std::string struck;
    for (int i = 0; i < 50; ++i) struck += faults.strike(operation, caller) != nullptr ? 'x' : '.';
    return struck;
  };
  EXPECT_EQ(series(7), series(7));
  EXPECT_NE(series(7), series(8));
}

struct Matching {
  char const* selector;
  bool strikes_root;  // of 111111111111, that lists users
  bool strikes_bob;   // of the default account, who asks who he is
};

TEST_F(InjectedFaults, strike_the_calls_that_they_name) {
  create_user("Bob");
  auto const bob = element(post("Action=CreateAccessKey&Version=2010-05-08&UserName=Bob").body, "AccessKeyId");
  for (auto const& [selector, strikes_root, strikes_bob] : {
           Matching{R"("service": "iam")", true, false},
           Matching{R"("service": "sts")", false, true},
           Matching{R"("operation": "ListUsers")", true, false},
           Matching{R"("operation": "List*")", true, false},
           Matching{R"("operation": "GetCallerIdentit?")", false, true},
           Matching{R"("account": "111111111111")", true, false},
           Matching{R"("account": "1234*")", false, true},
           Matching{R"("principal": "arn:aws:iam::123456789012:user/Bob")", false, true},
           Matching{R"("principal": "arn:aws:iam::*:root")", true, false},
           Matching{R"("principal": "*")", true, true},
           Matching{R"("service": "iam", "account": "123456789012")", false, false},
       }) {
    put(std::string("[{") + selector + R"(, "preset": "throttle"}])");
    EXPECT_EQ(post_as("111111111111", kListUsers).status, strikes_root ? 400 : 200) << selector;
    EXPECT_EQ(post_as(bob, kGetCallerIdentity).status, strikes_bob ? 400 : 200) << selector;
  }
}

// AWS counts a request against its caller's account, so that it knows the caller, and has not looked further.
TEST_F(InjectedFaults, come_after_the_signature_and_before_the_request_is_read) {
  gateway_ = make(AuthMode::kVerify);
  put(R"([{"preset": "throttle"}])");
  EXPECT_EQ(element(post(kListUsers).body, "Code"), "MissingAuthenticationToken");
  gateway_ = make(AuthMode::kOff);
  put(R"([{"preset": "throttle"}])");
  EXPECT_EQ(element(create_user("").body, "Code"), "Throttling");
}

TEST_F(InjectedFaults, never_strike_the_operator) {
  put(R"([{"preset": "reset"}])");
  for (auto const* target : {"/_iam/faults", "/_iam/health", "/metrics"}) {
    auto const response = send("GET", target);
    EXPECT_EQ(response.status, 200);
    EXPECT_FALSE(response.is_lost) << target;
  }
}

TEST_F(InjectedFaults, are_replaced_as_a_list_and_deleted) {
  put(R"([{"preset": "throttle"}, {"preset": "reset"}])");
  put(R"([{"preset": "unavailable"}])");
  EXPECT_EQ(post(kListUsers).status, 503);
  EXPECT_EQ(send("DELETE", "/_iam/faults").body, "{\"faults\":[]}\n");
  EXPECT_EQ(post(kListUsers).status, 200);
}

TEST_F(InjectedFaults, are_shown_as_they_were_asked_for) {
  put(R"([{"service":"iam","operation":"Create*","account":"1*","principal":"arn:*","probability":2.5E-1,"times":3,
           "error":{"code":"Oops","status":418,"message":"no"},"latency_ms":[0,9]},
          {"preset":"throttle"},{"drop":"before"}])");
  EXPECT_EQ(send("GET", "/_iam/faults").body,
            R"({"faults":[{"service":"iam","operation":"Create*","account":"1*","principal":"arn:*",)"
            R"("probability":2.5E-1,"times":3,"error":{"code":"Oops","status":418,"message":"no"},"latency_ms":[0,9],)"
            R"("struck":0,"remaining":3},{"preset":"throttle","struck":0},{"drop":"before","struck":0}]})"
            "\n");
}

TEST_F(InjectedFaults, go_with_a_reset_of_everything_to_those_of_the_start) {
  auto with = environment(AuthMode::kOff);
  with.faults = {{.operation = "ListUsers", .drop = Drop::kBefore}};
  gateway_ = make_gateway(std::move(with));
  EXPECT_TRUE(post(kListUsers).is_lost);
  put(R"([{"preset": "throttle"}])");
  send("POST", "/_iam/reset?account=111111111111");
  EXPECT_EQ(post(kListUsers).status, 400);
  send("POST", "/_iam/reset");
  EXPECT_TRUE(post(kListUsers).is_lost);
}

TEST_F(InjectedFaults, that_make_no_sense_are_refused_and_change_nothing) {
  put(R"([{"preset": "unavailable"}])");
  for (auto const& [rules, sentence] : {
           std::pair("", "send a list of faults"),
           std::pair("3", "send a list of faults"),
           std::pair("[3]", "send a list of faults"),
           std::pair("[{}]", "fault 1: a fault has a `preset`, an `error`, `latency_ms` or `drop`"),
           std::pair(R"([{"preset": "reset"}, {"preset": "throtle"}])",
                     "fault 2: `preset` is throttle, unavailable, "
                     "reset or slow; did you mean `throttle`?"),
           std::pair(R"([{"preset": "reset", "time": 1}])", "unknown member `time`; did you mean `times`?"),
           std::pair(R"([{"preset": "reset", "drop": "after"}])", "leave out `drop`"),
           std::pair(R"([{"preset": "reset", "service": "s3"}])", "`service` is iam or sts"),
           std::pair(R"([{"preset": "reset", "operation": "CreateUsr"}])",
                     "`operation`: AWS has no operation CreateUsr; did you mean `CreateUser`?"),
           std::pair(R"([{"preset": "reset", "operation": "Creat?User*x"}])", "has no operation Creat?User*x"),
           std::pair(R"([{"preset": "reset", "service": "sts", "operation": "CreateUser"}])",
                     "sts has no operation CreateUser"),
           std::pair(R"([{"preset": "reset", "operation": ""}])", "has no operation"),
           std::pair(R"([{"preset": "reset", "account": "12345"}])", "`account` is an account id"),
           std::pair(R"([{"preset": "reset", "account": "a*"}])", "`account` is an account id"),
           std::pair(R"([{"preset": "reset", "principal": "Bob"}])", "`principal` is the ARN"),
           std::pair(R"([{"preset": "reset", "probability": 0}])", "`probability`"),
           std::pair(R"([{"preset": "reset", "probability": 1.1}])", "`probability`"),
           std::pair(R"([{"preset": "reset", "probability": "1"}])", "`probability`"),
           std::pair(R"([{"preset": "reset", "times": 0}])", "`times` is at least 1"),
           std::pair(R"([{"preset": "reset", "times": 1.5}])", "`times` is a whole number"),
           std::pair(R"([{"error": {"code": "X"}}])", "`status` is an HTTP status from 400 to 599"),
           std::pair(R"([{"error": {"status": 400}}])", "`code`"),
           std::pair(R"([{"error": {"code": "a b", "status": 400}}])", "`code` is one word"),
           std::pair(R"([{"error": {"code": "X", "status": 200}}])", "`status` is an HTTP status from 400 to 599"),
           std::pair(R"([{"error": {"code": "X", "status": 400}, "drop": "after"}])", "leave out `drop`"),
           std::pair(R"([{"latency_ms": [2, 1]}])", "`latency_ms` is [min, max]"),
           std::pair(R"([{"latency_ms": [0, 300001]}])",
                     "`latency_ms` is [min, max], two whole numbers from 0 to 300000"),
           std::pair(R"([{"latency_ms": 5}])", "`latency_ms` is [min, max]"),
           std::pair(R"([{"drop": "during"}])", "`drop` is before or after"),
       }) {
    EXPECT_THAT(refusal_of(rules), HasSubstr(sentence)) << rules;
  }
  std::string many = "[";
  for (int i = 0; i < 101; ++i) many += std::string(i == 0 ? "" : ",") + R"({"preset":"reset"})";
  EXPECT_EQ(refusal_of(many + "]"), "there are at most 100 faults");
  EXPECT_EQ(post(kListUsers).status, 503);
}

}  // namespace
}  // namespace iam::gateway
