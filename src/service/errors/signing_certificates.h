// Errors of signing certificates. Wording: recorded AWS answers for a malformed body and an id that is not there; the
// others are unconfirmed.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_signing_certificate(std::string_view id);
Error malformed_signing_certificate(std::string_view body);
Error signing_certificate_not_valid_now();
Error duplicate_signing_certificate();

}  // namespace iam::service::errors
