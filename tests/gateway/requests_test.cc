// The journal of requests, of every face.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

class JournaledRequests : public Emulator {
 protected:
  json::object last() {
    auto const body = json::parse(send("GET", "/_iam/requests?limit=1").body);
    return body.at("requests").at(0).as_object();
  }
};

TEST_F(JournaledRequests, have_the_time_of_the_servers_clock) {
  post("Action=ListUsers&Version=2010-05-08");
  EXPECT_EQ(last().at("at"), "2026-03-05T10:11:12Z");
  clock_.advance(std::chrono::hours(1));
  post("Action=ListUsers&Version=2010-05-08");
  auto const since = json::parse(send("GET", "/_iam/requests?since=2026-03-05T11:00:00Z").body);
  EXPECT_EQ(since.at("found"), 1);
}

TEST_F(JournaledRequests, tell_the_fault_that_struck_them) {
  send("PUT", "/_iam/faults", {}, R"({"preset": "throttle"})");
  EXPECT_EQ(post("Action=ListUsers&Version=2010-05-08").status, 400);
  EXPECT_EQ(last().at("error").at("code"), "Throttling");
  EXPECT_THAT(std::string(last().at("fault").as_string()), HasSubstr("throttle"));
}

TEST_F(JournaledRequests, are_those_of_alexa_too) {
  send("POST", "/", {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", "AlexaForBusiness.SearchUsers"}},
       R"({"MaxResults": 3})");
  auto const told = last();
  EXPECT_EQ(told.at("source"), "alexa");
  EXPECT_EQ(told.at("service"), "a4b");
  EXPECT_EQ(told.at("operation"), "SearchUsers");
  EXPECT_EQ(json::serialize(told.at("parameters")), R"({"MaxResults":3})");
}

TEST_F(JournaledRequests, are_those_of_huawei_too) {
  send("GET", "/v5/users?limit=7");
  auto const told = last();
  EXPECT_EQ(told.at("source"), "huawei");
  EXPECT_EQ(told.at("operation"), "ListUsersV5");
  EXPECT_EQ(json::serialize(told.at("parameters")), R"({"limit":"7"})");
}

// Its sentences quote what they refuse.
TEST_F(JournaledRequests, of_huawei_hide_passwords_even_when_they_are_refused) {
  for (auto const* password : {"canary-A1", "canary"}) {
    send("POST", "/v5/users/0123456789abcdef0123456789abcdef/login-profile", {},
         std::string(R"({"password_reset_required":true,"password":")") + password + "\"}");
    EXPECT_THAT(json::serialize(last()), Not(HasSubstr("canary")));
    EXPECT_EQ(last().at("parameters").at("password"), "***");
  }
}

TEST_F(JournaledRequests, are_those_of_the_toolbox_too) {
  send("GET", "/authorization-details/0123abcd");
  auto const told = last();
  EXPECT_EQ(told.at("source"), "toolbox");
  EXPECT_EQ(told.at("operation"), "GetRequestAuthorizationDetails");
  EXPECT_EQ(json::serialize(told.at("parameters")), R"({"authorizationId":"0123abcd"})");
}

TEST_F(JournaledRequests, are_not_the_operators) {
  post("Action=ListUsers&Version=2010-05-08");
  send("GET", "/_iam/health");
  send("GET", "/_iam/requests");
  EXPECT_EQ(json::parse(send("GET", "/_iam/requests").body).at("found"), 1);
}

TEST_F(JournaledRequests, are_not_kept_where_none_are_wanted) {
  auto with = environment(AuthMode::kOff);
  with.requests = nullptr;
  gateway_ = make_gateway(std::move(with));
  EXPECT_EQ(post("Action=ListUsers&Version=2010-05-08").status, 200);
  for (auto const& [method, target] :
       {std::pair{"GET", "/_iam/requests"}, {"DELETE", "/_iam/requests"}, {"POST", "/_iam/requests/verify"}}) {
    auto const response = send(method, target, {}, "{}");
    EXPECT_EQ(response.status, 404);
    EXPECT_THAT(response.body, HasSubstr("--requests off"));
  }
}

}  // namespace
}  // namespace iam::gateway
