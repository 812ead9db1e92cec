#include "iam/store/action_uses.h"

namespace iam::store {

void ActionUses::put(EntityId entity, std::string_view action, LastUse const& use) {
  session_
      .prepare(
          "INSERT INTO action_uses (entity, service, action, used_at, region)"
          " SELECT id, ?2, ?3, ?4, ?5 FROM entities WHERE id = ?1"
          " ON CONFLICT (entity, service, action) DO UPDATE SET used_at = excluded.used_at, region = excluded.region")
      .bind(entity, use.service, action, use.at, use.region)
      .run();
  session_
      .prepare(
          "UPDATE roles SET last_used_at = ?2, last_used_region = ?3 WHERE id = ?1 AND ifnull(last_used_at <= ?2, "
          "TRUE)")
      .bind(entity, use.at, use.region)
      .run();
}

}  // namespace iam::store
