#include "iam/store/account.h"

namespace iam::store {

std::vector<AccountId> accounts(Session& session, std::optional<AccountId> after, std::int64_t limit) {
  Statement statement = session.prepare(
      "SELECT account FROM entity_counts WHERE count > 0 AND account > ?1"
      " UNION SELECT account FROM account_aliases WHERE account > ?1"
      " UNION SELECT account FROM organization_targets WHERE account > ?1 ORDER BY 1 LIMIT ?2");
  auto const above = after.has_value() ? static_cast<std::int64_t>(after->number()) : std::int64_t{-1};
  statement.bind(above, limit);
  std::vector<AccountId> found;
  while (statement.step()) found.emplace_back(static_cast<std::uint64_t>(statement.integer(0)));
  return found;
}

std::optional<std::string> AccountAliases::find(AccountId account) {
  Statement statement = session_.prepare("SELECT alias FROM account_aliases WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return statement.text(0);
}

bool AccountAliases::put(AccountId account, std::string_view alias) {
  session_
      .prepare(
          "INSERT INTO account_aliases (account, alias)"
          " SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM account_aliases WHERE alias = ?2)"
          " ON CONFLICT (account) DO UPDATE SET alias = excluded.alias")
      .bind(account.number(), alias)
      .run();
  return session_.changes() == 1;
}

bool AccountAliases::remove(AccountId account, std::string_view alias) {
  session_.prepare("DELETE FROM account_aliases WHERE account = ? AND alias = ?").bind(account.number(), alias).run();
  return session_.changes() == 1;
}

std::optional<std::int64_t> AccountPreferences::global_endpoint_token_version(AccountId account) {
  Statement statement =
      session_.prepare("SELECT global_endpoint_token_version FROM account_preferences WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return statement.integer(0);
}

void AccountPreferences::set_global_endpoint_token_version(AccountId account, std::int64_t version) {
  session_
      .prepare(
          "INSERT INTO account_preferences (account, global_endpoint_token_version) VALUES (?, ?)"
          " ON CONFLICT (account) DO UPDATE SET global_endpoint_token_version = excluded.global_endpoint_token_version")
      .bind(account.number(), version)
      .run();
}

std::map<std::string, std::string> AccountProperties::all(AccountId account) {
  Statement statement = session_.prepare("SELECT name, value FROM account_properties WHERE account = ? ORDER BY name");
  statement.bind(account.number());
  std::map<std::string, std::string> properties;
  while (statement.step()) properties.emplace(statement.text(0), statement.text(1));
  return properties;
}

void AccountProperties::put(AccountId account, std::string_view name, std::string_view value) {
  session_
      .prepare(
          "INSERT INTO account_properties (account, name, value) VALUES (?, ?, ?)"
          " ON CONFLICT (account, name) DO UPDATE SET value = excluded.value")
      .bind(account.number(), name, value)
      .run();
}

}  // namespace iam::store
