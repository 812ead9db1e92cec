// Passwords are never kept, only what they hash to.
#pragma once

#include "iam/base/secret.h"

#include <string>
#include <string_view>

namespace iam {

// A slow hash (scrypt), as text fit to be stored. Equal passwords under one salt have equal hashes: that is how one is
// verified, and how an old one is recognized. `salt` is a text of at least 16 random characters.
std::string hash_password(Secret const& password, std::string_view salt);

}  // namespace iam
