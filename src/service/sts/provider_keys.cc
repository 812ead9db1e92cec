#include "sts/provider_keys.h"

#include "iam/service/test_identity.h"
#include "iam/store/key_sets.h"

#include <stdexcept>

namespace iam::service {
namespace {

void append(std::optional<std::string> const& stored, federation::KeySet& keys) {
  if (!stored.has_value()) return;
  auto const parsed = federation::parse_key_set(*stored);
  if (!parsed.has_value()) throw std::runtime_error("a stored key set cannot be read");
  keys.insert(keys.end(), parsed->begin(), parsed->end());
}

}  // namespace

federation::KeySet provider_keys(Call const& call, std::optional<store::OidcProvider> const& provider,
                                 std::string_view issuer) {
  federation::KeySet keys;
  store::KeySets stored(call.store);
  if (provider.has_value()) {
    auto const given = stored.of_provider(provider->id);
    append(given.has_value() ? given : store::KeySets(call.known).of_provider(provider->id), keys);
  }
  append(stored.of_issuer(issuer), keys);
  if (auto const test_key = find_test_key(call.store)) {
    auto const& key = test_key->public_key();
    keys.push_back({federation::thumbprint(key), std::nullopt, key});
  }
  return keys;
}

}  // namespace iam::service
