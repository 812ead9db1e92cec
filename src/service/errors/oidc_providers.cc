#include "errors/oidc_providers.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_oidc_provider(std::string_view arn) {
  return no_such_entity(fmt::format("OpenIDConnect Provider not found for arn {}", arn));
}

Error no_oidc_provider_to_delete(std::string_view arn) {
  return no_such_entity(fmt::format("OpenId connect Provider {} cannot be found.", arn));
}

Error oidc_provider_exists(std::string_view url) {
  return entity_already_exists(fmt::format("Provider with url {} already exists.", url));
}

Error invalid_oidc_url() { return validation_error("Invalid Open ID Connect Provider URL"); }

// Only this sentence of AWS's message is known.
Error oidc_url_is_not_https() { return invalid_input("The URL must begin with https://."); }

// AWS says `fewer than`, and takes five.
Error too_many_thumbprints() { return invalid_input("Thumbprint list must contain fewer than 5 entries."); }

// That a thumbprint is 40 hexadecimal digits is documented; the sentence is not.
Error thumbprint_is_not_hex() { return invalid_input("Thumbprints must contain only hexadecimal digits."); }

}  // namespace iam::service::errors
