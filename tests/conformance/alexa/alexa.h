// A client of Alexa for Business.
#pragma once

#include "client/caller.h"
#include "client/json_answer.h"

#include <string>
#include <string_view>
#include <vector>

namespace conformance {

// Root of an account of its own, unless it is given an access key. The signature is not one.
class AlexaCaller {
 public:
  explicit AlexaCaller(Server const& server = shared_server(), std::string access_key_id = Caller::new_account());

  JsonAnswer send(std::string_view operation, std::string_view body = "{}");
  // Those headers instead of the usual ones.
  JsonAnswer post(Pairs headers, std::string_view body);

  // Each answers the ARN of the user it made, or asks for.
  std::string create_user(std::string_view user_id);
  std::string arn_of(std::string_view user_id);
  std::string enrollment_of(std::string_view arn);
  std::string status_of(std::string_view arn);

  // Follows the link in the invitation.
  Response accept(std::string_view enrollment_id);

  std::string const& account() const { return aws_.account(); }
  // The same account on AWS's face.
  Caller& aws() { return aws_; }

 private:
  JsonAnswer user_of(std::string_view arn);

  std::string access_key_id_;
  Connection connection_;
  Caller aws_;
};

inline constexpr std::string_view kJson11 = "application/x-amz-json-1.1";

// The members of an object, in their order.
std::vector<std::string> names_in(boost::json::value const& object);

MATCHER(succeeds_with_nothing, "") { return arg.status() == 200 && arg.text_body() == "{}"; }

// One of the model's errors: its message is `Message`.
MATCHER_P2(refuses_with_model, code, message, "") {
  return arg.status() == 400 && arg.header("x-amzn-ErrorType") == code && arg.text("/__type") == code &&
         arg.text("/Message") == message;
}

// One of the framework's: its message is `message`.
MATCHER_P2(refuses_with_framework, code, message, "") {
  return arg.status() == 400 && arg.header("x-amzn-ErrorType") == code && arg.text("/__type") == code &&
         arg.text("/message") == message && !arg.has("/Message");
}

MATCHER_P(refuses_without_message, code, "") {
  return arg.status() == 400 && arg.header("x-amzn-ErrorType") == code &&
         arg.text_body() == R"({"__type":")" + std::string(code) + R"("})";
}

// One broken constraint, as the framework words it.
MATCHER_P3(breaks, value, member, constraint, "") {
  auto const shown = std::string(value) == "null" ? std::string("null") : "'" + std::string(value) + "'";
  return arg.status() == 400 && arg.text("/__type") == "ValidationException" &&
         arg.text("/message") == "1 validation error detected: Value " + shown + " at '" + member +
                                     "' failed to satisfy constraint: " + constraint;
}

}  // namespace conformance
