// A client of Huawei Cloud's IAM v5.
#pragma once

#include "client/caller.h"
#include "client/json_answer.h"

#include <string>
#include <string_view>

namespace conformance {

// Root of an account of its own, unless it is given an access key. The signature is not one.
class HuaweiCaller {
 public:
  explicit HuaweiCaller(Server const& server = shared_server(), std::string access_key_id = Caller::new_account());

  JsonAnswer send(std::string_view method, std::string_view target, std::string_view body = "");
  JsonAnswer get(std::string_view target) { return send("GET", target); }
  JsonAnswer post(std::string_view target, std::string_view body = "") { return send("POST", target, body); }
  JsonAnswer put(std::string_view target, std::string_view body) { return send("PUT", target, body); }
  JsonAnswer remove(std::string_view target, std::string_view body = "") { return send("DELETE", target, body); }

  // The same account on AWS's face.
  Caller& aws() { return aws_; }

  // Each answers the id of what it made.
  std::string create_user(std::string_view name);
  std::string create_group(std::string_view name);
  std::string create_policy(std::string_view name);

  // The account's id as Huawei has it.
  std::string domain_id();
  std::string root_user_id();

 private:
  std::string access_key_id_;
  Connection connection_;
  Caller aws_;
};

// A policy that allows listing users.
inline constexpr std::string_view kHuaweiPolicy =
    R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":["iam:users:listUsersV5"]}]})";

// {"name": "value"}, for bodies that hold texts.
std::string json_of(Pairs const& members);

MATCHER_P(answers, status, "") { return arg.status() == status; }

MATCHER_P3(refuses_with, status, code, message, "") {
  return arg.status() == status && arg.text("/error_code") == code && arg.text("/error_msg") == message;
}

MATCHER_P(refuses_field, name, "") {
  return arg.status() == 400 && arg.text("/error_code") == "IAM.0073" &&
         arg.text("/error_msg").starts_with("Invalid input for field '" + std::string(name) + "'. The value is '");
}

}  // namespace conformance
