#include "iam/store/saml_providers.h"

namespace iam::store {
namespace {

constexpr Literal kSelectSamlProviders =
    "SELECT id, name, uuid, created_at, valid_until, assertion_encryption_mode FROM saml_providers";

// Reads a row of kSelectSamlProviders.
SamlProvider read_provider(Statement const& row, AccountId account) {
  return {.id = row.integer(0),
          .account = account,
          .name = row.text(1),
          .uuid = row.text(2),
          .created_at = row.time(3),
          .valid_until = row.time(4),
          .assertion_encryption_mode = row.text(5)};
}

}  // namespace

std::optional<SamlProvider> SamlProviders::find(AccountId account, std::string_view name) {
  Statement statement = session_.prepare(kJoined<kSelectSamlProviders, " WHERE account = ? AND name = ?">);
  if (!statement.bind(account.number(), name).step()) return std::nullopt;
  return read_provider(statement, account);
}

std::string SamlProviders::metadata(EntityId provider) {
  Statement statement = session_.prepare("SELECT metadata FROM saml_providers WHERE id = ?");
  return statement.bind(provider).step() ? statement.text(0) : std::string();
}

bool SamlProviders::insert(SamlProvider& provider, std::string_view metadata) {
  EntityId const id = entities_.insert(provider.account);
  session_
      .prepare(
          "INSERT INTO saml_providers (id, account, name, uuid, created_at, valid_until, assertion_encryption_mode,"
          " metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, name) DO NOTHING")
      .bind(id, provider.account.number(), provider.name, provider.uuid, provider.created_at, provider.valid_until,
            provider.assertion_encryption_mode, metadata)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  provider.id = id;
  return true;
}

void SamlProviders::update(SamlProvider const& provider) {
  session_.prepare("UPDATE saml_providers SET assertion_encryption_mode = ? WHERE id = ?")
      .bind(provider.assertion_encryption_mode, provider.id)
      .run();
}

void SamlProviders::set_metadata(EntityId provider, std::string_view metadata, Time valid_until) {
  session_.prepare("UPDATE saml_providers SET metadata = ?, valid_until = ? WHERE id = ?")
      .bind(metadata, valid_until, provider)
      .run();
}

void SamlProviders::remove(EntityId id) { entities_.remove(id); }

std::int64_t SamlProviders::count(AccountId account) { return entities_.count(account); }

std::vector<SamlProvider> SamlProviders::all(AccountId account) {
  Statement statement = session_.prepare(kJoined<kSelectSamlProviders, " WHERE account = ? ORDER BY name">);
  statement.bind(account.number());
  std::vector<SamlProvider> providers;
  while (statement.step()) providers.push_back(read_provider(statement, account));
  return providers;
}

std::vector<SamlPrivateKey> SamlProviders::private_keys(EntityId provider) {
  Statement statement =
      session_.prepare("SELECT key_id, created_at FROM saml_private_keys WHERE provider = ? ORDER BY position");
  statement.bind(provider);
  std::vector<SamlPrivateKey> keys;
  while (statement.step()) keys.push_back({.id = statement.text(0), .created_at = statement.time(1)});
  return keys;
}

void SamlProviders::add_private_key(EntityId provider, SamlPrivateKey const& key, Secret const& pem) {
  session_
      .prepare(
          "INSERT INTO saml_private_keys (provider, position, key_id, created_at, pem) VALUES"
          " (?1, (SELECT coalesce(max(position), 0) + 1 FROM saml_private_keys WHERE provider = ?1), ?2, ?3, ?4)")
      .bind(provider, key.id, key.created_at, pem.reveal())
      .run();
}

Secret SamlProviders::private_key(EntityId provider, std::string_view key_id) {
  Statement statement = session_.prepare("SELECT pem FROM saml_private_keys WHERE provider = ? AND key_id = ?");
  statement.bind(provider, key_id).step();
  return Secret(statement.text(0));
}

bool SamlProviders::remove_private_key(EntityId provider, std::string_view key_id) {
  session_.prepare("DELETE FROM saml_private_keys WHERE provider = ? AND key_id = ?").bind(provider, key_id).run();
  return session_.changes() == 1;
}

}  // namespace iam::store
