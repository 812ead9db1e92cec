#include "iam/store/context_providers.h"

namespace iam::store {

std::optional<ContextProvider> ContextProviders::find(EntityId provider) {
  Statement statement = session_.prepare(
      "SELECT subject_source_key, subject_type_source_key, subject_type_value FROM context_providers"
      " WHERE provider = ?");
  if (!statement.bind(provider).step()) return std::nullopt;
  ContextProvider found{.subject_source_key = statement.text(0),
                        .subject_type_source_key = statement.optional_text(1),
                        .subject_type_value = statement.optional_text(2)};
  Statement keys =
      session_.prepare("SELECT source_key, target_key FROM context_provider_keys WHERE provider = ? ORDER BY position");
  keys.bind(provider);
  while (keys.step()) found.key_definitions.push_back({keys.text(0), keys.optional_text(1)});
  return found;
}

void ContextProviders::set(EntityId provider, ContextProvider const& context_provider) {
  remove(provider);
  session_
      .prepare(
          "INSERT INTO context_providers (provider, subject_source_key, subject_type_source_key, subject_type_value)"
          " VALUES (?, ?, ?, ?)")
      .bind(provider, context_provider.subject_source_key, context_provider.subject_type_source_key,
            context_provider.subject_type_value)
      .run();
  Statement insert = session_.prepare(
      "INSERT INTO context_provider_keys (provider, position, source_key, target_key) VALUES (?, ?, ?, ?)");
  std::int64_t position = 0;
  for (auto const& [source_key, target_key] : context_provider.key_definitions) {
    insert.bind(provider, ++position, source_key, target_key).run();
  }
}

void ContextProviders::remove(EntityId provider) {
  session_.prepare("DELETE FROM context_providers WHERE provider = ?").bind(provider).run();
}

std::optional<std::string> ContextProviders::identity_center_instance(EntityId provider) {
  Statement statement = session_.prepare("SELECT instance_arn FROM identity_center_associations WHERE provider = ?");
  return statement.bind(provider).step() ? std::optional(statement.text(0)) : std::nullopt;
}

void ContextProviders::set_identity_center_instance(EntityId provider, std::string_view arn) {
  session_
      .prepare(
          "INSERT INTO identity_center_associations (provider, instance_arn) VALUES (?, ?)"
          " ON CONFLICT (provider) DO UPDATE SET instance_arn = excluded.instance_arn")
      .bind(provider, arn)
      .run();
}

void ContextProviders::remove_identity_center_instance(EntityId provider) {
  session_.prepare("DELETE FROM identity_center_associations WHERE provider = ?").bind(provider).run();
}

}  // namespace iam::store
