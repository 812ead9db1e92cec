// Errors of server certificates. Wording: recorded AWS answers and issues quoting them; KeyPairMismatch is ours.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_server_certificate(std::string_view name);
Error server_certificate_exists(std::string_view name);

Error unreadable_server_certificate();
Error server_certificate_expired();
// `index` is the certificate's in the chain, -1 the body's.
Error server_certificate_chain_broken(int index);
Error private_key_mismatch();

}  // namespace iam::service::errors
