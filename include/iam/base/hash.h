// Digests and what is made of them.
#pragma once

#include "iam/base/secret.h"

#include <string>
#include <string_view>

namespace iam {

// The 32 bytes of SHA-256.
std::string sha256(std::string_view bytes);

// The 20 bytes of SHA-1, for formats that are made of it; nothing here relies on its strength.
std::string sha1(std::string_view bytes);

// The 32 bytes of HMAC-SHA-256.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// The 20 bytes of HMAC-SHA-1.
std::string hmac_sha1(std::string_view key, std::string_view bytes);

// Whether `shown` is the secret. The time that it takes tells nothing about how far a guess is right.
bool is_same_secret(std::string_view shown, Secret const& secret);

}  // namespace iam
