// Users of an account.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct User {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // as its creator wrote it; unique and found ignoring case
  std::string path;
  std::string unique_id;  // AIDA…
  Time created_at;
  std::optional<std::string> permissions_boundary;  // a policy's ARN
  std::optional<Time> password_last_used_at;
};

class Users {
 public:
  explicit Users(Session& session) : session_(session), entities_(session, "user") {}

  std::optional<User> find(AccountId account, std::string_view name);
  std::optional<User> find_by_id(AccountId account, EntityId id);
  std::optional<User> find_by_unique_id(AccountId account, std::string_view unique_id);

  // Sets user.id. False, and nothing written, when the name is taken.
  bool insert(User& user);

  // Writes name and path of the user with user.id. False, and nothing written, when the name is another's.
  bool rename(User const& user);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` users whose path begins with `path_prefix` and whose name follows `after`, by name ignoring case.
  // The cost is that of the users passed by, not of those there are; only a rare prefix passes by many.
  std::vector<User> page(AccountId account, std::string_view path_prefix, std::string_view after, std::int64_t limit);

  // Up to `limit` users that are in the group and whose name follows `after`, by name ignoring case.
  std::vector<User> page_of_group(AccountId account, EntityId group, std::string_view after, std::int64_t limit);

  // Nothing takes the boundary away.
  void set_boundary(EntityId id, std::optional<std::string> const& policy_arn);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
