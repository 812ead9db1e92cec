// Comparing signatures.
#pragma once

#include <openssl/crypto.h>

#include <string_view>

namespace iam::sigv4 {

// Takes the same time wherever the two differ.
inline bool is_same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace iam::sigv4
