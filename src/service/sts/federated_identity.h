// Somebody whom an identity provider knows, once that is proven.
#pragma once

#include "iam/base/result.h"
#include "iam/call/session_context.h"
#include "iam/federation/session_tags.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Clocks of two machines differ: how far a provider's may be ahead. AWS's allowance is not documented.
inline constexpr std::chrono::minutes kProviderSkewMax(5);

// A condition key that the provider's word set, such as `saml:sub`.
struct IdentityKey {
  std::string name;
  std::vector<std::string> values;
};

struct FederatedIdentity {
  std::string provider;  // as trust policies name it, mostly by an ARN; aws:FederatedProvider
  std::vector<IdentityKey> keys;
  federation::SessionTags tags;
  std::optional<std::string> source_identity;
  PropagatedIdentity propagated = {};
};

// Whether a session may be called so; its source identity too.
bool is_session_name(std::string_view text);

// Whether the session that the provider asks for can be: what clients say of one is held against the model, what
// providers say is not.
Status check_session_of(FederatedIdentity const& identity);

}  // namespace iam::service
