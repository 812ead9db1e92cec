#include "alexa.h"

#include <utility>

namespace conformance {

namespace json = boost::json;

AlexaCaller::AlexaCaller(Server const& server, std::string access_key_id)
    : access_key_id_(access_key_id), connection_(server.port()), aws_(server, std::move(access_key_id)) {}

JsonAnswer AlexaCaller::send(std::string_view operation, std::string_view body) {
  return post({{"X-Amz-Target", "AlexaForBusiness." + std::string(operation)}, {"Content-Type", std::string(kJson11)}},
              body);
}

JsonAnswer AlexaCaller::post(Pairs headers, std::string_view body) {
  headers.emplace_back("Authorization", authorization(access_key_id_));
  return JsonAnswer(connection_.exchange({.method = "POST", .headers = std::move(headers), .body = std::string(body)}));
}

std::string AlexaCaller::create_user(std::string_view user_id) {
  auto const answer = send("CreateUser", json::serialize(json::object{{"UserId", user_id}}));
  EXPECT_EQ(answer.status(), 200) << answer;
  return answer.text("/UserArn");
}

std::string AlexaCaller::arn_of(std::string_view user_id) {
  json::object const filter{{"Key", "UserId"}, {"Values", json::array{user_id}}};
  auto const answer = send("SearchUsers", json::serialize(json::object{{"Filters", json::array{filter}}}));
  return answer.text("/Users/0/UserArn");
}

std::string AlexaCaller::enrollment_of(std::string_view arn) { return user_of(arn).text("/EnrollmentId"); }

std::string AlexaCaller::status_of(std::string_view arn) { return user_of(arn).text("/EnrollmentStatus"); }

JsonAnswer AlexaCaller::user_of(std::string_view arn) {
  auto const users = send("SearchUsers").at("/Users");
  for (auto const& user : users.as_array()) {
    if (user.at("UserArn").get_string() == arn) return JsonAnswer({.status = 200, .body = json::serialize(user)});
  }
  ADD_FAILURE() << "there is no user " << arn;
  return JsonAnswer({});
}

Response AlexaCaller::accept(std::string_view enrollment_id) {
  return connection_.exchange({.method = "POST",
                               .target = "/_iam/enrollments",
                               .body = json::serialize(json::object{{"enrollment_id", enrollment_id}})});
}

std::vector<std::string> names_in(json::value const& object) {
  std::vector<std::string> names;
  for (auto const& member : object.as_object()) names.emplace_back(member.key());
  return names;
}

}  // namespace conformance
