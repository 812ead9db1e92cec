// The keys that the tokens of an OpenID Connect provider are verified with.
#pragma once

#include "iam/federation/key_set.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Those that were given for the provider, if it is registered, or for the issuer, and that of the built-in identity
// provider for tests, which nobody outside has. Empty when there are none: AWS would fetch them.
federation::KeySet provider_keys(store::Session& session, std::optional<store::OidcProvider> const& provider,
                                 std::string_view issuer);

}  // namespace iam::service
