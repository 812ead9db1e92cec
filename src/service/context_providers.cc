#include "context_providers.h"

#include "errors/context_providers.h"
#include "iam/base/text.h"
#include "iam/store/context_providers.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {
namespace {

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextProviderKeyDefinition.html
bool is_context_key(std::string_view key) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _.:/=+-@#";
  return key.find_first_not_of(kAlphabet) == std::string_view::npos && !key.starts_with(' ') && !key.ends_with(' ') &&
         key.find("  ") == std::string_view::npos;
}

}  // namespace

// Condition keys compare ignoring case: of two target keys that differ in nothing else, one could not be asked for.
Status check_context_provider(std::optional<api::ContextProvider> const& wanted, std::optional<bool> removes) {
  if (!wanted) return {};
  if (removes.value_or(false)) return fail(errors::set_and_removed("ContextProvider", "RemoveContextProvider"));
  std::vector<std::string_view> keys = {wanted->subject_source_key};
  std::set<std::string> targets;
  if (wanted->subject_type_source_key) keys.emplace_back(*wanted->subject_type_source_key);
  if (wanted->key_definition_list) {
    for (auto const& [source_key, target_key] : *wanted->key_definition_list) {
      auto const& target = target_key ? *target_key : source_key;
      keys.emplace_back(source_key);
      keys.emplace_back(target);
      if (!targets.insert(to_lower_ascii(target)).second) return fail(errors::context_key_twice(target));
    }
  }
  for (auto const key : keys) {
    if (!is_context_key(key)) return fail(errors::context_key_malformed(key));
  }
  if (wanted->subject_type_source_key && wanted->subject_type_value) return fail(errors::subject_type_twice());
  return {};
}

Status change_context_provider(Call& call, store::EntityId provider, std::optional<api::ContextProvider> const& wanted,
                               std::optional<bool> removes) {
  store::ContextProviders providers(call.store);
  if (wanted) {
    store::ContextProvider stored{.subject_source_key = wanted->subject_source_key,
                                  .key_definitions = {},
                                  .subject_type_source_key = wanted->subject_type_source_key,
                                  .subject_type_value = wanted->subject_type_value};
    if (wanted->key_definition_list) {
      for (auto const& [source_key, target_key] : *wanted->key_definition_list) {
        stored.key_definitions.push_back({source_key, target_key});
      }
    }
    providers.set(provider, stored);
  } else if (removes.value_or(false)) {
    if (providers.identity_center_instance(provider)) return fail(errors::context_provider_in_use());
    providers.remove(provider);
  }
  return {};
}

std::optional<api::ContextProvider> context_provider_of(Call& call, store::EntityId provider) {
  auto stored = store::ContextProviders(call.store).find(provider);
  if (!stored.has_value()) return std::nullopt;
  api::ContextProvider told{.subject_source_key = std::move(stored->subject_source_key),
                            .key_definition_list = std::nullopt,
                            .subject_type_source_key = std::move(stored->subject_type_source_key),
                            .subject_type_value = std::move(stored->subject_type_value)};
  if (stored->key_definitions.empty()) return told;
  auto& definitions = told.key_definition_list.emplace();
  for (auto& [source_key, target_key] : stored->key_definitions) {
    definitions.push_back({.source_key = std::move(source_key), .target_key = std::move(target_key)});
  }
  return told;
}

}  // namespace iam::service
