// The keys that the tokens of an OpenID Connect provider are verified with.
#pragma once

#include "iam/call/call.h"
#include "iam/federation/key_set.h"
#include "iam/store/oidc_providers.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Those that were given for the provider, if it is registered, or for the issuer, and that of the built-in identity
// provider for tests, which nobody outside has. Empty when there are none: AWS would fetch them. What an operator gives
// is known at once, whatever the consistency; a provider that was deleted and is still known has those it had.
federation::KeySet provider_keys(Call const& call, std::optional<store::OidcProvider> const& provider,
                                 std::string_view issuer);

}  // namespace iam::service
