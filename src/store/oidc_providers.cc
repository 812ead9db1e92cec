#include "iam/store/oidc_providers.h"

namespace iam::store {
namespace {

constexpr Literal kSelectOidcProviders = "SELECT id, url, created_at FROM oidc_providers";

// Reads a row of kSelectOidcProviders.
OidcProvider read_provider(Statement const& row, AccountId account) {
  return {.id = row.integer(0), .account = account, .url = row.text(1), .created_at = row.time(2)};
}

std::vector<std::string> read_texts(Statement& rows) {
  std::vector<std::string> texts;
  while (rows.step()) texts.push_back(rows.text(0));
  return texts;
}

}  // namespace

std::optional<OidcProvider> OidcProviders::find(AccountId account, std::string_view url) {
  Statement statement = session_.prepare(kJoined<kSelectOidcProviders, " WHERE account = ? AND url = ?">);
  if (!statement.bind(account.number(), url).step()) return std::nullopt;
  return read_provider(statement, account);
}

bool OidcProviders::insert(OidcProvider& provider) {
  EntityId const id = entities_.insert(provider.account);
  session_
      .prepare(
          "INSERT INTO oidc_providers (id, account, url, created_at) VALUES (?, ?, ?, ?)"
          " ON CONFLICT (account, url) DO NOTHING")
      .bind(id, provider.account.number(), provider.url, provider.created_at)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  provider.id = id;
  return true;
}

void OidcProviders::remove(EntityId id) { entities_.remove(id); }

std::int64_t OidcProviders::count(AccountId account) { return entities_.count(account); }

std::vector<OidcProvider> OidcProviders::all(AccountId account) {
  Statement statement = session_.prepare(kJoined<kSelectOidcProviders, " WHERE account = ? ORDER BY url">);
  statement.bind(account.number());
  std::vector<OidcProvider> providers;
  while (statement.step()) providers.push_back(read_provider(statement, account));
  return providers;
}

std::vector<std::string> OidcProviders::client_ids(EntityId provider) {
  Statement statement = session_.prepare("SELECT client_id FROM oidc_client_ids WHERE provider = ? ORDER BY position");
  return read_texts(statement.bind(provider));
}

void OidcProviders::add_client_id(EntityId provider, std::string_view client_id) {
  session_
      .prepare(
          "INSERT INTO oidc_client_ids (provider, position, client_id)"
          " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM oidc_client_ids WHERE provider = ?1), ?2)"
          " ON CONFLICT (provider, client_id) DO NOTHING")
      .bind(provider, client_id)
      .run();
}

void OidcProviders::remove_client_id(EntityId provider, std::string_view client_id) {
  session_.prepare("DELETE FROM oidc_client_ids WHERE provider = ? AND client_id = ?").bind(provider, client_id).run();
}

std::int64_t OidcProviders::count_client_ids(EntityId provider) {
  Statement statement = session_.prepare("SELECT count(*) FROM oidc_client_ids WHERE provider = ?");
  statement.bind(provider).step();
  return statement.integer(0);
}

std::vector<std::string> OidcProviders::thumbprints(EntityId provider) {
  Statement statement =
      session_.prepare("SELECT thumbprint FROM oidc_thumbprints WHERE provider = ? ORDER BY position");
  return read_texts(statement.bind(provider));
}

void OidcProviders::set_thumbprints(EntityId provider, std::vector<std::string> const& thumbprints) {
  session_.prepare("DELETE FROM oidc_thumbprints WHERE provider = ?").bind(provider).run();
  Statement insert = session_.prepare("INSERT INTO oidc_thumbprints (provider, position, thumbprint) VALUES (?, ?, ?)");
  std::int64_t position = 0;
  for (auto const& thumbprint : thumbprints) insert.bind(provider, ++position, thumbprint).run();
}

}  // namespace iam::store
