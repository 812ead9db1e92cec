// The keys that tokens of outbound web identity federation are signed with: one for each algorithm that AWS offers,
// the same for all issuers of this server. They are made when an account first enables the feature.
#pragma once

#include "iam/federation/key_set.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

struct OutboundKey {
  std::string_view id;
  federation::Algorithm algorithm;
  federation::SigningKey key;
};

// Makes those that are not there. REQUIRES: a session that may write.
void make_outbound_keys(store::Session& session);

// Whether tokens can be signed with the algorithm of that name.
bool is_outbound_algorithm(std::string_view name);

// REQUIRES: is_outbound_algorithm(algorithm), and an issuer in the store.
OutboundKey outbound_key(store::Session& session, std::string_view algorithm);

// As it is published. REQUIRES: an issuer in the store.
federation::KeySet outbound_key_set(store::Session& session);

}  // namespace iam::service
