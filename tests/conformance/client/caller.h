// A client of the Query API, and what its answers are checked with.
#pragma once

#include "program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

// An answer in XML. Paths such as "User/Arn" begin below the Result.
class Answer {
 public:
  explicit Answer(Response response);

  int status() const { return response_.status; }
  std::string const& body() const { return response_.body; }
  std::string_view header(std::string_view name) const { return response_.header(name); }

  std::string request_id() const;
  std::string code() const;
  std::optional<std::string> message() const;

  bool has(char const* path) const { return !at(path).empty(); }
  std::string text(char const* path) const { return at(path).text().get(); }
  // The texts of `field` in each member of the list.
  std::vector<std::string> texts(char const* list, char const* field) const;
  // The texts of a list's members that have no fields.
  std::vector<std::string> texts(char const* list) const;
  // The entries of the map, whose values are texts.
  std::map<std::string, std::string> entries(char const* map) const;
  // The names of the elements in the one at `path`, in their order.
  std::vector<std::string> names(char const* path) const;

 private:
  pugi::xml_node at(char const* path) const;

  Response response_;
  std::unique_ptr<pugi::xml_document> document_;
};

std::ostream& operator<<(std::ostream& out, Answer const& answer);

// The Authorization header of an access key; the signature is not one, for nobody verifies it here.
std::string authorization(std::string_view access_key_id, std::string_view region = "us-east-1");

// Root of an account of its own, which no other test knows, with a connection of its own. An access key in the place of
// the account makes it whoever has the key.
class Caller {
 public:
  explicit Caller(Server const& server = shared_server(), std::string account = new_account(),
                  std::string region = "us-east-1");
  // Whoever has the temporary credentials in an answer of STS.
  static Caller of_session(Answer const& answer, Server const& server = shared_server());

  std::string const& account() const { return account_; }
  std::string arn(std::string_view resource) const { return "arn:aws:iam::" + account_ + ":" + std::string(resource); }

  Answer iam(std::string_view action, Pairs parameters = {});
  Answer sts(std::string_view action, Pairs parameters = {});
  // A form as it is, with an Authorization header and what else is given.
  Answer post(std::string form, Pairs headers = {});

  Answer create_user(std::string_view name) { return iam("CreateUser", {{"UserName", std::string(name)}}); }
  // Its AccessKeyId, once it is made.
  std::string create_access_key(std::string_view user);
  Answer get_user(std::string_view name) { return iam("GetUser", {{"UserName", std::string(name)}}); }
  // "key=value" of each tag, in the order of the list.
  std::vector<std::string> tags_of(std::string_view user);

  // Sets a quota of this account, by the name that LimitExceeded gives it.
  void set_quota(std::string_view name, int value);

  // Moves the clock of the server, for all of its callers.
  void let_pass(int seconds);

  static std::string new_account();

 private:
  Caller(Server const& server, std::string access_key, std::string region, std::string session_token);

  Answer call(std::string_view version, std::string_view action, Pairs parameters);

  std::string account_;
  std::string region_;
  std::string session_token_ = {};
  Connection connection_;
};

// Tags.member.1.Key, Tags.member.1.Value, … behind the other parameters.
Pairs with_tags(Pairs parameters, Pairs const& tags);
// TagKeys.member.1, … behind the other parameters.
Pairs with_tag_keys(Pairs parameters, std::vector<std::string> const& keys);
// key1=value1, … of that many tags.
Pairs numbered_tags(int first, int last);

MATCHER(succeeds, "") { return arg.status() == 200; }

MATCHER_P3(fails_with, status, code, message, "") {
  return arg.status() == status && arg.code() == code && arg.message() == std::optional<std::string>(message);
}

MATCHER_P2(fails_without_message, status, code, "") {
  return arg.status() == status && arg.code() == code && !arg.message().has_value();
}

// The bytes of a blob in an answer.
std::string decoded_base64(std::string const& base64);

// One broken constraint, as IAM words it since 2025: without the value.
std::string violation(std::string_view member, std::string_view constraint);

// When it is where the clock stands.
inline constexpr auto kNow = "2026-01-31T12:34:56Z";

// Policies to attach: of AWS, and of one's own.
inline constexpr auto kReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
inline constexpr auto kAdministrator = "arn:aws:iam::aws:policy/AdministratorAccess";
inline constexpr auto kAllowAll =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})";

// Freezes the clock of a server while it lives.
class FrozenClock {
 public:
  FrozenClock(Server const& server, std::string const& now);
  ~FrozenClock();
  FrozenClock(FrozenClock const&) = delete;
  FrozenClock& operator=(FrozenClock const&) = delete;

 private:
  Server const& server_;
};

}  // namespace conformance
