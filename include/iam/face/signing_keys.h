// The signing keys derived last.
#pragma once

#include "iam/base/secret.h"
#include "iam/sigv4/credential.h"

#include <array>
#include <cstddef>
#include <mutex>

namespace iam::gateway {

// Remembering a key for its day, region and service spares four HMACs a request. Thread-safe.
class SigningKeys {
 public:
  Secret key(Secret const& secret, sigv4::Credential const& scope);

 private:
  // Enough for the keys that sign at one time; two that share a place take turns.
  static constexpr std::size_t kPlaces = 256;

  struct Remembered {
    Secret origin;  // scope and secret: a key whose secret was replaced is never mistaken for the one before
    Secret key;
  };

  std::mutex mutex_;
  std::array<Remembered, kPlaces> remembered_;
};

}  // namespace iam::gateway
