#include "iam/store/entities.h"

namespace iam::store {

std::optional<AccountId> account_of(Session& session, EntityId id) {
  Statement statement = session.prepare("SELECT account FROM entities WHERE id = ?");
  if (!statement.bind(id).step()) return std::nullopt;
  return AccountId(static_cast<std::uint64_t>(statement.integer(0)));
}

EntityId Entities::insert(AccountId account) {
  return *session_.prepare("INSERT INTO entities (account, kind) VALUES (?, ?) RETURNING id")
              .bind(account.number(), kind_)
              .run_returning();
}

void Entities::remove(EntityId id) { session_.prepare("DELETE FROM entities WHERE id = ?").bind(id).run(); }

std::int64_t Entities::count(AccountId account) {
  Statement statement = session_.prepare("SELECT count FROM entity_counts WHERE account = ? AND kind = ?");
  return statement.bind(account.number(), kind_).step() ? statement.integer(0) : 0;
}

}  // namespace iam::store
