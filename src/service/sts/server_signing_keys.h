// Keys that the server signs with for itself. They live as long as the database, and a reset leaves them.
#pragma once

#include "iam/federation/key.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Nothing: it was not made yet.
std::optional<federation::SigningKey> find_signing_key(store::Session& session, std::string_view name);

// REQUIRES: a session that may write, and no key of that name.
federation::SigningKey make_signing_key(store::Session& session, std::string_view name,
                                        federation::SigningKey::Kind kind);

}  // namespace iam::service
