// Texts that a client carries for the server and can neither read nor change: session tokens, encoded authorization
// messages. Compressed, then encrypted and authenticated (AES-256-GCM) with a key that only this server has.
#pragma once

#include "iam/base/ids.h"
#include "iam/base/secret.h"
#include "iam/store/store.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// What was sealed as one of these does not open as another.
enum class Sealed : char { kSession = 's', kAuthorizationMessage = 'a', kMetadataToken = 'm' };

// Thread-safe when the sources of ids are.
class Seal {
 public:
  // The key of this store, made when it has none yet.
  Seal(store::Store& store, RandomSource& random);

  // Bytes, not text; at least `size_min` of them. No two are alike, unless `ids` repeat.
  std::string close(Sealed kind, std::string_view text, IdSource& ids, std::size_t size_min = 0) const;

  // Nothing for anything that this server has not sealed so, and for what is longer than any of that.
  std::optional<std::string> open(Sealed kind, std::string_view bytes) const;

 private:
  Secret key_;
};

}  // namespace iam::service
