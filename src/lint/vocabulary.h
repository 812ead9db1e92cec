// The words that policies are made of: condition keys of every request and of single services, and names near to what
// somebody wrote.
#pragma once

#include "rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::lint {

// Whether the key, in whatever case, is one that `template_name` stands for: `aws:RequestTag/${TagKey}` is many.
bool is_key_of(std::string_view template_name, std::string_view key);

// A key that any request may have; null when there is none.
catalogue::ConditionKey const* find_global_key(std::string_view key);

enum class KeyFamily {
  kKnown,
  kUnknown,   // of a service, or of all of them, that has no such key
  kSomeones,  // of an identity provider, or of a service that nobody knows
};

struct KeyLookup {
  KeyFamily family = KeyFamily::kSomeones;
  std::string_view type;           // of a known key
  std::string suggestion;          // for an unknown one; may be empty
  bool is_of_one_service = false;  // it depends on the action whether requests have it
};

KeyLookup look_up_key(std::string_view key, Examined const& examined);

// Whether a request for one of these actions may have the key of a service.
bool some_action_has(Examined const& examined, std::string_view key);

// Their prefixes.
std::vector<std::string_view> names_of_services();

// "; did you mean X?", or nothing when nothing is near.
std::string suggestion_for(std::string_view word, std::vector<std::string_view> const& known);

}  // namespace iam::lint
