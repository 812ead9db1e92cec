#include "vocabulary.h"

#include "globs.h"
#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "iam/catalogue/common_words.h"

#include <algorithm>
#include <iterator>

namespace iam::lint {
namespace {

constexpr std::string_view kGlobalPrefix = "aws";

// The reference spells places in the names of keys in three ways.
std::string as_glob(std::string_view template_name) {
  auto glob = without_variables(to_lower_ascii(template_name));
  for (std::string_view const place : {"<key>", "tag-key"}) {
    if (!glob.ends_with(place)) continue;
    glob.resize(glob.size() - place.size());
    glob.push_back('*');
  }
  return glob;
}

template <class Keys>
auto const* find_key(Keys const& keys, std::string_view key) {
  auto const found = std::ranges::find_if(keys, [&](auto const& known) { return is_key_of(known.name, key); });
  return found == std::end(keys) ? nullptr : &*found;
}

template <class Keys>
std::vector<std::string_view> names_of(Keys const& keys) {
  std::vector<std::string_view> names;
  for (auto const& key : keys) names.push_back(key.name);
  return names;
}

bool has_key(std::vector<catalogue::ConditionKey const*> const& keys, std::string_view key) {
  return std::ranges::any_of(keys, [&](auto const* known) { return is_key_of(known->name, key); });
}

// Keys of identity providers are listed with the actions that take their tokens.
catalogue::ConditionKey const* find_key_of_actions(Examined const& examined, std::string_view key) {
  for (auto const& named : examined.actions) {
    if (named.service == nullptr) continue;
    if (auto const* found = find_key(named.service->condition_keys, key)) return found;
  }
  return nullptr;
}

// Providers of identities are called by their domain, but for SAML's.
bool is_no_provider(std::string_view prefix) {
  return prefix.find_first_of("./") == std::string_view::npos && !equals_ignoring_case(prefix, "saml");
}

KeyLookup unknown_service(std::string_view prefix) {
  return {.family = KeyFamily::kUnknown, .suggestion = suggestion_for(prefix, names_of_services())};
}

}  // namespace

std::vector<std::string_view> names_of_services() {
  std::vector<std::string_view> prefixes;
  for (auto const& service : catalogue::services()) prefixes.push_back(service.prefix);
  return prefixes;
}

bool is_key_of(std::string_view template_name, std::string_view key) {
  if (equals_ignoring_case(template_name, key)) return true;
  auto const glob = as_glob(template_name);
  return has_wildcard(glob) && covers(glob, to_lower_ascii(key));
}

catalogue::ConditionKey const* find_global_key(std::string_view key) {
  return find_key(catalogue::global_condition_keys(), key);
}

KeyLookup look_up_key(std::string_view key, Examined const& examined) {
  if (auto const* global = find_global_key(key)) return {.family = KeyFamily::kKnown, .type = global->type};
  auto const prefix = key.substr(0, key.find(':'));
  if (equals_ignoring_case(prefix, kGlobalPrefix)) {
    return {.family = KeyFamily::kUnknown,
            .suggestion = suggestion_for(key, names_of(catalogue::global_condition_keys()))};
  }
  if (auto const* known = find_key_of_actions(examined, key)) {
    return {.family = KeyFamily::kKnown, .type = known->type, .is_of_one_service = true};
  }
  auto const* service = catalogue::find(prefix);
  if (service == nullptr) return is_no_provider(prefix) ? unknown_service(prefix) : KeyLookup{};
  if (auto const* known = find_key(service->condition_keys, key)) {
    return {.family = KeyFamily::kKnown, .type = known->type, .is_of_one_service = true};
  }
  return {.family = KeyFamily::kUnknown, .suggestion = suggestion_for(key, names_of(service->condition_keys))};
}

bool some_action_has(Examined const& examined, std::string_view key) {
  return std::ranges::any_of(examined.actions, [&](NamedActions const& named) {
    return std::ranges::any_of(named.actions, [&](catalogue::Action const* action) {
      return has_key(action->condition_keys, key) || std::ranges::any_of(action->resource_types, [&](auto const* type) {
               return has_key(type->condition_keys, key);
             });
    });
  });
}

std::string suggestion_for(std::string_view word, std::vector<std::string_view> const& known) {
  std::vector<std::string> lowered;
  for (auto const name : known) lowered.push_back(to_lower_ascii(name));
  std::vector<std::string_view> const candidates(lowered.begin(), lowered.end());
  auto const found = nearest(to_lower_ascii(word), candidates);
  if (!found.has_value()) return {};
  auto const place = std::ranges::find(candidates, *found) - candidates.begin();
  return std::string("; did you mean ").append(known[static_cast<std::size_t>(place)]).append("?");
}

}  // namespace iam::lint
