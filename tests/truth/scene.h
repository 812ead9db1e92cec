// What a question is asked about: an organization, accounts, users, groups, roles and their policies; and who asks.
#pragma once

#include "choices.h"
#include "servers.h"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iam::truth {

using Tags = std::map<std::string, std::string>;

struct User {
  std::string name;
  std::string path = "/";
  std::string unique_id = {};
  Tags tags = {};
  bool has_boundary = false;
};

struct Role {
  std::string account;
  std::string name;
  std::string path = "/";
  std::string unique_id = {};
  Tags tags = {};

  std::string arn() const { return "arn:aws:iam::" + account + ":role" + path + name; }
};

// Whoever asks, by a key.
struct Asker {
  enum class Kind { kUser, kRoot, kSessionToken, kFederated, kFederatedRoot, kRoleSession, kChained, kAssumedRoot };

  std::string words;
  Kind kind = Kind::kUser;
  std::string account = std::string(kHome);
  std::string arn = {};
  Key key = {};
  bool has_mfa = false;
  bool is_narrowed = false;  // by what its ARN does not tell: session policies, tags, a source identity
  std::string source_identity = {};
  std::vector<std::string> transitive_keys = {};
  boost::json::object keys = {};  // of a request's context, about whoever sends it

  bool may_call_iam() const;
  bool is_session() const { return kind != Kind::kUser && kind != Kind::kRoot; }
};

struct Scene {
  std::vector<std::string> story;  // how it was made, to be read
  bool has_organization = false;
  std::map<std::string, std::string> units = {};  // of accounts in the organization
  User ann{.name = "ann"};
  User bob{.name = "bob"};
  Role rig{.account = std::string(kHome), .name = "rig"};
  Role far{.account = std::string(kOther), .name = "far"};
  Asker asker;

  // aws:PrincipalOrgID and what is alike, of the account.
  void add_organization_keys(boost::json::object& context, std::string_view prefix, std::string const& account) const;
};

Scene drawn_scene(Choices& choices, Servers& servers);

}  // namespace iam::truth
