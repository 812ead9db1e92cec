// How the word of an identity provider, of either kind, becomes the context of sessions.
#pragma once

#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

// What a token or an assertion calls it, and what the context does; nothing: the same.
struct ContextKeyDefinition {
  std::string source_key;
  std::optional<std::string> target_key;
};

struct ContextProvider {
  std::string subject_source_key;
  std::vector<ContextKeyDefinition> key_definitions;  // in the order they were given
  std::optional<std::string> subject_type_source_key;
  std::optional<std::string> subject_type_value;
};

class ContextProviders {
 public:
  explicit ContextProviders(Session& session) : session_(session) {}

  std::optional<ContextProvider> find(EntityId provider);
  // In place of the one that is there.
  void set(EntityId provider, ContextProvider const& context_provider);
  // Does nothing when there is none.
  void remove(EntityId provider);

  // The ARN of the instance of Identity Center that the provider is associated with.
  std::optional<std::string> identity_center_instance(EntityId provider);
  void set_identity_center_instance(EntityId provider, std::string_view arn);
  void remove_identity_center_instance(EntityId provider);

 private:
  Session& session_;
};

}  // namespace iam::store
