// Instance profiles of an account, and the roles in them.
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

struct InstanceProfile {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // as its creator wrote it; unique and found ignoring case
  std::string path;
  std::string unique_id;  // AIPA…
  Time created_at;
};

class InstanceProfiles {
 public:
  explicit InstanceProfiles(Session& session) : session_(session), entities_(session, "instance-profile") {}

  std::optional<InstanceProfile> find(AccountId account, std::string_view name);

  // Sets profile.id. False, and nothing written, when the name is taken.
  bool insert(InstanceProfile& profile);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` profiles whose path begins with `path_prefix` and whose name follows `after`, by name ignoring case.
  std::vector<InstanceProfile> page(AccountId account, std::string_view path_prefix, std::string_view after,
                                    std::int64_t limit);

  // Up to `limit` profiles that the role is in and whose name follows `after`, by name ignoring case.
  std::vector<InstanceProfile> page_of_role(AccountId account, EntityId role, std::string_view after,
                                            std::int64_t limit);

  // The profiles that the roles are in, by name ignoring case.
  ByEntity<InstanceProfile> of_roles(AccountId account, std::span<EntityId const> roles);

  // False, and nothing written, when the role is in the profile already.
  bool add_role(EntityId profile, EntityId role);

  // False when the role was not in the profile.
  bool remove_role(EntityId profile, EntityId role);

  std::int64_t count_of_roles(EntityId profile);
  bool any_of_role(EntityId role);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
