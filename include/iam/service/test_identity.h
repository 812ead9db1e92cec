// The key of the identity provider for tests that is built in. It is made when it is first asked for and lives as long
// as the database; what it signed is believed of every provider.
#pragma once

#include "iam/federation/key.h"
#include "iam/store/session.h"

#include <optional>

namespace iam::service {

// Nothing: it was never asked for.
std::optional<federation::SigningKey> find_test_key(store::Session& session);

// REQUIRES: a session that may write.
federation::SigningKey make_test_key(store::Session& session);

}  // namespace iam::service
