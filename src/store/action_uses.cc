#include "iam/store/action_uses.h"

namespace iam::store {

void ActionUses::put(EntityId entity, std::string_view action, LastUse const& use) {
  session_
      .prepare(
          "INSERT INTO action_uses (entity, service, action, used_at, region)"
          " SELECT id, ?2, ?3, ?4, ?5 FROM entities WHERE id = ?1"
          " ON CONFLICT (entity, service, action) DO UPDATE SET used_at = excluded.used_at, region = excluded.region"
          " WHERE action_uses.used_at <= excluded.used_at")
      .bind(entity, use.service, action, use.at, use.region)
      .run();
  session_
      .prepare(
          "UPDATE roles SET last_used_at = ?2, last_used_region = ?3"
          " WHERE id = ?1 AND coalesce(last_used_at <= ?2, TRUE)")
      .bind(entity, use.at, use.region)
      .run();
}

std::vector<ActionUse> ActionUses::of(EntityId entity) {
  Statement statement =
      session_.prepare("SELECT service, action, used_at, region FROM action_uses WHERE entity = ? ORDER BY 1, 2");
  statement.bind(entity);
  std::vector<ActionUse> uses;
  while (statement.step()) {
    uses.push_back({.action = statement.text(1),
                    .last = {.at = statement.time(2), .service = statement.text(0), .region = statement.text(3)}});
  }
  return uses;
}

}  // namespace iam::store
