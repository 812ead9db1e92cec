// Groups of an account, and the users in them.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/by_entity.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct Group {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // as its creator wrote it; unique and found ignoring case
  std::string path;
  std::string unique_id;  // AGPA…
  Time created_at;
};

class Groups {
 public:
  explicit Groups(Session& session) : session_(session), entities_(session, "group") {}

  std::optional<Group> find(AccountId account, std::string_view name);
  std::optional<Group> find_by_unique_id(AccountId account, std::string_view unique_id);

  // Sets group.id. False, and nothing written, when the name is taken.
  bool insert(Group& group);

  // Writes name and path of the group with group.id. False, and nothing written, when the name is another's.
  bool rename(Group const& group);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` groups whose path begins with `path_prefix` and whose name follows `after`, by name ignoring case.
  std::vector<Group> page(AccountId account, std::string_view path_prefix, std::string_view after, std::int64_t limit);

  // Up to `limit` groups that the user is in and whose name follows `after`, by name ignoring case.
  std::vector<Group> page_of_user(AccountId account, EntityId user, std::string_view after, std::int64_t limit);

 private:
  Session& session_;
  Entities entities_;
};

// Which users are in which groups; Groups::page_of_user and Users::page_of_group list them.
class Memberships {
 public:
  explicit Memberships(Session& session) : session_(session) {}

  // Adding twice changes nothing.
  void add(EntityId group, EntityId user);

  // Does nothing when the user is not in the group.
  void remove(EntityId group, EntityId user);

  bool contains(EntityId group, EntityId user);

  // The names of the groups that the users are in, by name ignoring case.
  ByEntity<std::string> group_names_of(std::span<EntityId const> users);

  std::int64_t count_of_user(EntityId user);
  std::int64_t count_of_group(EntityId group);
  bool group_has_users(EntityId group);

 private:
  Session& session_;
};

}  // namespace iam::store
