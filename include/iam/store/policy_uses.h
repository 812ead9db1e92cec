// Who uses a managed policy: the users, groups and roles it is attached to or bounds.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

enum class PolicyUse { kPermissions, kBoundary, kAny };

class PolicyUses {
 public:
  PolicyUses(Session& session, AccountId account, std::string_view policy_arn, PolicyUse use)
      : session_(session), account_(account), policy_arn_(policy_arn), use_(use) {}

  // How many there are. An entity that the policy is attached to and bounds counts twice.
  std::int64_t count();

  struct Entity {
    std::string name;
    std::string unique_id;
    std::optional<Time> attached_at;  // nothing: it only bounds, or nobody knows
  };

  // Up to `limit` of them whose path begins with `path_prefix` and whose name follows `after`, by name ignoring case.
  std::vector<Entity> groups(std::string_view path_prefix, std::string_view after, std::int64_t limit);
  std::vector<Entity> users(std::string_view path_prefix, std::string_view after, std::int64_t limit);
  std::vector<Entity> roles(std::string_view path_prefix, std::string_view after, std::int64_t limit);

 private:
  std::vector<Entity> read(Statement statement, std::string_view path_prefix, std::string_view after,
                           std::int64_t limit);

  Session& session_;
  AccountId account_;
  std::string_view policy_arn_;
  PolicyUse use_;
};

}  // namespace iam::store
