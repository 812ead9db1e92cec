// Policies embedded in users, groups and roles.
#pragma once

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

struct InlinePolicy {
  std::string name;      // as its creator wrote it; unique in its entity and found ignoring case
  std::string document;  // as it was sent
  std::int64_t size;     // as quotas count it
};

class InlinePolicies {
 public:
  explicit InlinePolicies(Session& session) : session_(session) {}

  // Adds the policy, or replaces the document of the one with its name, which keeps name and place.
  void put(EntityId entity, InlinePolicy const& policy);

  // False when there is none of that name.
  bool remove(EntityId entity, std::string_view name);

  std::optional<InlinePolicy> find(EntityId entity, std::string_view name);

  // Every policy of the entity, in the order of creation.
  std::vector<InlinePolicy> all(EntityId entity);
  // Those of many entities, by name.
  ByEntity<InlinePolicy> of(std::span<EntityId const> entities);

  // Up to `limit` names that follow `after`, in alphabetical order.
  std::vector<std::string> page(EntityId entity, std::string_view after, std::int64_t limit);

  bool any(EntityId entity);

  // The sizes of all the entity's policies together.
  std::int64_t total_size(EntityId entity);

 private:
  Session& session_;
};

}  // namespace iam::store
