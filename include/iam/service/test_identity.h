// The key of the identity provider for tests that is built in. It is made when it is first asked for and lives as long
// as the database is served with the provider; what it signed is believed of every provider.
#pragma once

#include "iam/federation/key.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Its issuer is this path of the server, whatever the scheme and the host it was asked by.
inline constexpr std::string_view kTestIssuerPath = "/_iam/oidc";

// Nothing: it was never asked for.
std::optional<federation::SigningKey> find_test_key(store::Session& session);

// REQUIRES: a session that may write.
federation::SigningKey make_test_key(store::Session& session);

// What it signed is not believed any more. REQUIRES: a session that may write.
void forget_test_key(store::Session& session);

}  // namespace iam::service
