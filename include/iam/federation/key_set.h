// Sets of public keys as OpenID Connect providers publish them: RFC 7517.
#pragma once

#include "iam/federation/key.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::federation {

// A set that a provider publishes has two to ten keys, of half a kilobyte each.
inline constexpr std::size_t kKeySetBytesMax = 256 * 1024;
// AWS takes up to 100 RSA keys and 100 EC keys of a provider (User Guide, "Create an OpenID Connect identity
// provider").
inline constexpr std::size_t kKeysOfAKindMax = 100;

struct VerificationKey {
  std::string id;                      // `kid`; empty when it has none
  std::optional<Algorithm> algorithm;  // `alg`: the only one it is for
  PublicKey key;
};

using KeySet = std::vector<VerificationKey>;

// The keys in `text` that signatures can be verified with. Others are passed over, as RFC 7517 section 5 says: of
// unknown kinds, for encryption, with numbers missing or out of range. Nothing when `text` is no key set, or when it
// has no such key or too many.
std::optional<KeySet> parse_key_set(std::string_view text);

// As a provider publishes it.
std::string to_json(KeySet const& keys);

// The key sets of several issuers, `{"https://issuer.example": {"keys": […]}}`, by the issuer's URL without its scheme.
// Nothing when one of them is no key set, or an issuer is there twice.
std::optional<std::vector<std::pair<std::string, KeySet>>> parse_issuer_key_sets(std::string_view text);

// What RFC 7638 calls the key's thumbprint; made of its numbers, so that it is the same everywhere.
std::string thumbprint(PublicKey const& key);

}  // namespace iam::federation
