// Errors of OpenID Connect providers. Wording: recorded AWS answers, unless a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_oidc_provider(std::string_view arn);
// Deleting has a sentence of its own.
Error no_oidc_provider_to_delete(std::string_view arn);
Error oidc_provider_exists(std::string_view url);
Error invalid_oidc_url();
Error oidc_url_is_not_https();
Error too_many_thumbprints();
Error thumbprint_is_not_hex();

}  // namespace iam::service::errors
