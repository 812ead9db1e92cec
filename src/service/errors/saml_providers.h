// Errors of SAML providers. Wording: recorded AWS answers, unless a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_saml_provider(std::string_view arn);
Error saml_provider_exists(std::string_view name);
Error malformed_saml_metadata();
Error invalid_saml_private_key();
Error no_such_saml_private_key(std::string_view id);

}  // namespace iam::service::errors
