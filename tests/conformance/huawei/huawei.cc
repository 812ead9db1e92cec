#include "huawei.h"

#include <boost/json.hpp>

namespace conformance {

namespace json = boost::json;

HuaweiCaller::HuaweiCaller(Server const& server, std::string access_key_id)
    : access_key_id_(access_key_id), connection_(server.port()), aws_(server, std::move(access_key_id)) {}

JsonAnswer HuaweiCaller::send(std::string_view method, std::string_view target, std::string_view body) {
  Pairs headers{{"Authorization", "SDK-HMAC-SHA256 Access=" + access_key_id_ +
                                      ", SignedHeaders=host;x-sdk-date, Signature=" + std::string(64, '0')},
                {"Content-Type", "application/json"},
                {"Accept", "application/json"},
                {"X-Sdk-Date", "20260131T000000Z"}};
  return JsonAnswer(connection_.exchange({.method = std::string(method),
                                          .target = std::string(target),
                                          .headers = std::move(headers),
                                          .body = std::string(body)}));
}

std::string HuaweiCaller::create_user(std::string_view name) {
  auto const answer = post("/v5/users", R"({"enabled":true,"name":")" + std::string(name) + R"("})");
  EXPECT_THAT(answer, answers(201));
  return answer.text("/user/user_id");
}

std::string HuaweiCaller::create_group(std::string_view name) {
  auto const answer = post("/v5/groups", json_of({{"group_name", std::string(name)}}));
  EXPECT_THAT(answer, answers(201));
  return answer.text("/group/group_id");
}

std::string HuaweiCaller::create_policy(std::string_view name) {
  auto const answer = post(
      "/v5/policies", json_of({{"policy_name", std::string(name)}, {"policy_document", std::string(kHuaweiPolicy)}}));
  EXPECT_THAT(answer, answers(201));
  return answer.text("/policy/policy_id");
}

std::string HuaweiCaller::domain_id() { return get("/v3/auth/domains").text("/domains/0/id"); }

std::string HuaweiCaller::root_user_id() { return get("/v5/users?limit=1").text("/users/0/user_id"); }

std::string json_of(Pairs const& members) {
  json::object object;
  for (auto const& [name, value] : members) object[name] = value;
  return json::serialize(object);
}

}  // namespace conformance
