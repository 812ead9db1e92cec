// A client of Huawei Cloud's IAM v5.
#pragma once

#include "caller.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace conformance {

// An answer in JSON. Paths are JSON pointers: "/user/user_name".
class HuaweiAnswer {
 public:
  explicit HuaweiAnswer(Response response);

  int status() const { return response_.status; }
  std::string const& text_body() const { return response_.body; }
  std::string_view header(std::string_view name) const { return response_.header(name); }

  // Null where there is nothing.
  boost::json::value at(std::string_view pointer) const;
  bool has(std::string_view pointer) const;
  std::string text(std::string_view pointer) const;
  // The texts of `field` in each object of the list.
  std::vector<std::string> texts(std::string_view list, std::string_view field) const;

 private:
  Response response_;
  boost::json::value body_;
};

std::ostream& operator<<(std::ostream& out, HuaweiAnswer const& answer);

// Root of an account of its own, unless it is given an access key. The signature is not one.
class HuaweiCaller {
 public:
  explicit HuaweiCaller(Server const& server = shared_server(), std::string access_key_id = Caller::new_account());

  HuaweiAnswer send(std::string_view method, std::string_view target, std::string_view body = "");
  HuaweiAnswer get(std::string_view target) { return send("GET", target); }
  HuaweiAnswer post(std::string_view target, std::string_view body = "") { return send("POST", target, body); }
  HuaweiAnswer put(std::string_view target, std::string_view body) { return send("PUT", target, body); }
  HuaweiAnswer remove(std::string_view target, std::string_view body = "") { return send("DELETE", target, body); }

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
