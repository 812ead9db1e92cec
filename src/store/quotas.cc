#include "iam/store/quotas.h"

namespace iam::store {

std::optional<std::int64_t> Quotas::find(AccountId account, std::string_view name) {
  Statement statement = session_.prepare("SELECT value FROM quotas WHERE account = ? AND name = ?");
  if (!statement.bind(account.number(), name).step()) return std::nullopt;
  return statement.integer(0);
}

void Quotas::put(AccountId account, std::string_view name, std::int64_t value) {
  session_
      .prepare(
          "INSERT INTO quotas (account, name, value) VALUES (?, ?, ?)"
          " ON CONFLICT (account, name) DO UPDATE SET value = excluded.value")
      .bind(account.number(), name, value)
      .run();
}

void Quotas::remove_all(AccountId account) {
  session_.prepare("DELETE FROM quotas WHERE account = ?").bind(account.number()).run();
}

}  // namespace iam::store
