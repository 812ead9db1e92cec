// Key sets that the operator gave, since nothing is fetched from OpenID Connect providers.
#pragma once

#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::store {

class KeySets {
 public:
  explicit KeySets(Session& session) : session_(session) {}

  // Of a provider that an account registered.
  std::optional<std::string> of_provider(EntityId provider);
  void put(EntityId provider, std::string_view key_set);
  // False when there was none.
  bool remove(EntityId provider);

  // Of an issuer, whichever account registered it; by its URL without the scheme.
  std::optional<std::string> of_issuer(std::string_view issuer);
  // In place of all that there were.
  void replace_issuers(std::vector<std::pair<std::string, std::string>> const& key_sets);

 private:
  Session& session_;
};

}  // namespace iam::store
