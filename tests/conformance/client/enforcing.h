// An account on a server with `--auth enforce`, and a user in it.
#pragma once

#include "signed_caller.h"

#include <string>
#include <string_view>

namespace conformance {

inline Server const& enforcing_server() {
  static Server const server({"--auth", "enforce"});
  return server;
}

inline std::string policy_of(std::string const& statements) {
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

inline std::string allowing(std::string const& action, std::string const& resource = "*",
                            std::string const& condition = "") {
  return R"({"Effect":"Allow","Action":")" + action + R"(","Resource":")" + resource + "\"" +
         (condition.empty() ? "" : R"(,"Condition":)" + condition) + "}";
}

inline std::string denying(std::string const& action) {
  return R"({"Effect":"Deny","Action":")" + action + R"(","Resource":"*"})";
}

// Root, and the user /team/Bob.
class Sandbox {
 public:
  explicit Sandbox(Server const& server = enforcing_server())
      : server_(server), account_(Caller::new_account()), root_(server, {account_, "test"}), bob_(make_bob()) {}

  SignedCaller const& root() const { return root_; }
  SignedCaller const& bob() const { return bob_; }
  std::string const& account() const { return account_; }
  std::string arn(std::string const& resource) const { return "arn:aws:iam::" + account_ + ":" + resource; }

  // Puts the inline policy in the place of the one before.
  void let_bob(std::string const& statements) const {
    EXPECT_THAT(root_.iam("PutUserPolicy",
                          {{"UserName", "Bob"}, {"PolicyName", "inline"}, {"PolicyDocument", policy_of(statements)}}),
                succeeds());
  }

  std::string create_policy(std::string const& name, std::string const& statements) const {
    return root_.iam("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", policy_of(statements)}})
        .text("Policy/Arn");
  }

  // The beginning of the sentence that Bob is denied with.
  std::string denial(std::string const& action, std::string const& resource) const {
    return "User: " + arn("user/team/Bob") + " is not authorized to perform: " + action + " on resource: " + resource;
  }
  std::string implicit_denial(std::string const& action, std::string const& resource) const {
    return denial(action, resource) + " because no identity-based policy allows the " + action + " action";
  }

 private:
  SignedCaller make_bob() const {
    EXPECT_THAT(root_.iam("CreateUser", {{"UserName", "Bob"}, {"Path", "/team/"}}), succeeds());
    auto const key = root_.iam("CreateAccessKey", {{"UserName", "Bob"}});
    return {server_, {key.text("AccessKey/AccessKeyId"), key.text("AccessKey/SecretAccessKey")}};
  }

  Server const& server_;
  std::string account_;
  SignedCaller root_;
  SignedCaller bob_;
};

MATCHER_P(is_denied_with, message, "") {
  return arg.status() == 403 && arg.code() == "AccessDenied" && arg.message() == message;
}

}  // namespace conformance
