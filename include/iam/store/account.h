// What an account knows of itself: its alias, its preferences and its properties.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

// Those that have an entity or an alias, or are in an organization: up to `limit` that follow `after`, by number.
std::vector<AccountId> accounts(Session& session, std::optional<AccountId> after, std::int64_t limit);

class AccountAliases {
 public:
  explicit AccountAliases(Session& session) : session_(session) {}

  std::optional<std::string> find(AccountId account);

  // In the place of the one there was. False, and nothing written, when some account has it, this one included.
  bool put(AccountId account, std::string_view alias);

  // False when that is not the account's alias.
  bool remove(AccountId account, std::string_view alias);

 private:
  Session& session_;
};

class AccountPreferences {
 public:
  explicit AccountPreferences(Session& session) : session_(session) {}

  // Of the session tokens that the global endpoint of STS hands out; nothing: the default holds.
  std::optional<std::int64_t> global_endpoint_token_version(AccountId account);
  void set_global_endpoint_token_version(AccountId account, std::int64_t version);

 private:
  Session& session_;
};

class AccountProperties {
 public:
  explicit AccountProperties(Session& session) : session_(session) {}

  // All of them, values by name.
  std::map<std::string, std::string> all(AccountId account);

  void put(AccountId account, std::string_view name, std::string_view value);

 private:
  Session& session_;
};

}  // namespace iam::store
