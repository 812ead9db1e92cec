#include "iam/store/faces/account_settings.h"

namespace iam::store {

std::optional<std::string> AccountSettings::find(AccountId account, std::string_view name) {
  Statement statement = session_.prepare("SELECT value FROM account_settings WHERE account = ? AND name = ?");
  if (!statement.bind(account.number(), name).step()) return std::nullopt;
  return statement.text(0);
}

void AccountSettings::put(AccountId account, std::string_view name, std::string_view value) {
  session_
      .prepare(
          "INSERT INTO account_settings (account, name, value) VALUES (?, ?, ?)"
          " ON CONFLICT (account, name) DO UPDATE SET value = excluded.value")
      .bind(account.number(), name, value)
      .run();
}

}  // namespace iam::store
