// Roles of an account.
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

struct Role {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // as its creator wrote it; unique and found ignoring case
  std::string path;
  std::string unique_id;  // AROA…
  Time created_at;
  std::string trust_policy;  // byte for byte as it was saved
  std::optional<std::string> description;
  std::int64_t max_session_duration_s = 0;
  std::optional<std::string> permissions_boundary;  // a policy's ARN
  std::optional<Time> last_used_at;
  std::optional<std::string> last_used_region;
};

class Roles {
 public:
  explicit Roles(Session& session) : session_(session), entities_(session, "role") {}

  std::optional<Role> find(AccountId account, std::string_view name);
  bool has_unique_id(AccountId account, std::string_view unique_id);

  // Sets role.id. False, and nothing written, when the name is taken.
  bool insert(Role& role);

  // Writes what may change of the role with role.id: trust policy, description, longest session.
  void update(Role const& role);

  // Nothing takes the boundary away.
  void set_boundary(EntityId id, std::optional<std::string> const& policy_arn);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` roles whose path begins with `path_prefix` and whose name follows `after`, by name ignoring case.
  // The cost is that of the roles passed by, not of those there are; only a rare prefix passes by many.
  std::vector<Role> page(AccountId account, std::string_view path_prefix, std::string_view after, std::int64_t limit);

  // The roles in an instance profile, by name ignoring case.
  std::vector<Role> in_instance_profile(AccountId account, EntityId profile);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
