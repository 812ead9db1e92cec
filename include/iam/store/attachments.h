// Managed policies attached to users, groups and roles.
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

class Attachments {
 public:
  explicit Attachments(Session& session) : session_(session) {}

  struct Positioned {
    std::string policy_arn;
    std::int64_t position;  // grows with the order of attaching
    Time attached_at;
  };

  // Attaching twice changes nothing.
  void attach(AccountId account, EntityId entity, std::string_view policy_arn, Time now);

  // False when it was not attached.
  bool detach(EntityId entity, std::string_view policy_arn);

  bool is_attached(EntityId entity, std::string_view policy_arn);

  // How many policies the entity has.
  std::int64_t count(EntityId entity);

  // Every policy of the entity, in the order of attaching.
  std::vector<std::string> all(EntityId entity);
  // The same of many entities.
  ByEntity<std::string> of(std::span<EntityId const> entities);

  // Up to `limit` of them whose paths begin with `path_prefix`, after `position` (0: from the first).
  std::vector<Positioned> page(EntityId entity, std::string_view path_prefix, std::int64_t position,
                               std::int64_t limit);

  // The distinct policies attached to anything in the account, in byte order.
  std::vector<std::string> policies_in_use(AccountId account);

 private:
  Session& session_;
};

}  // namespace iam::store
