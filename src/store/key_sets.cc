#include "iam/store/key_sets.h"

namespace iam::store {

std::optional<std::string> KeySets::of_provider(EntityId provider) {
  Statement statement = session_.prepare("SELECT key_set FROM provider_key_sets WHERE provider = ?");
  if (!statement.bind(provider).step()) return std::nullopt;
  return statement.text(0);
}

void KeySets::put(EntityId provider, std::string_view key_set) {
  session_
      .prepare(
          "INSERT INTO provider_key_sets (provider, key_set) VALUES (?, ?)"
          " ON CONFLICT (provider) DO UPDATE SET key_set = excluded.key_set")
      .bind(provider, key_set)
      .run();
}

bool KeySets::remove(EntityId provider) {
  session_.prepare("DELETE FROM provider_key_sets WHERE provider = ?").bind(provider).run();
  return session_.changes() > 0;
}

std::optional<std::string> KeySets::of_issuer(std::string_view issuer) {
  Statement statement = session_.prepare("SELECT key_set FROM issuer_key_sets WHERE issuer = ?");
  if (!statement.bind(issuer).step()) return std::nullopt;
  return statement.text(0);
}

void KeySets::replace_issuers(std::vector<std::pair<std::string, std::string>> const& key_sets) {
  session_.prepare("DELETE FROM issuer_key_sets").run();
  Statement insert = session_.prepare("INSERT INTO issuer_key_sets (issuer, key_set) VALUES (?, ?)");
  for (auto const& [issuer, key_set] : key_sets) insert.bind(issuer, key_set).run();
}

}  // namespace iam::store
