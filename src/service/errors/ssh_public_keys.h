// Errors of SSH public keys. Wording: recorded AWS answers for an id that is not there, a post quoting AWS for a key
// that is not read; the others are unconfirmed.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_public_key(std::string_view id);
Error unrecognized_public_key_encoding();
Error invalid_public_key();
Error duplicate_public_key(std::string_view user_name);

}  // namespace iam::service::errors
