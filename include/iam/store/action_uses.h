// When users and roles last attempted which action, as far as it was written down.
#pragma once

#include "iam/store/entities.h"
#include "iam/store/last_used.h"
#include "iam/store/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct ActionUse {
  std::string action;  // "GetUser"
  LastUse last;
};

class ActionUses {
 public:
  explicit ActionUses(Session& session) : session_(session) {}

  // In the place of what was known of the action of `use.service`; a role is then last used at no earlier time. Writes
  // nothing for an entity that is gone.
  void put(EntityId entity, std::string_view action, LastUse const& use);

  // By service, then by action.
  std::vector<ActionUse> of(EntityId entity);

 private:
  Session& session_;
};

}  // namespace iam::store
