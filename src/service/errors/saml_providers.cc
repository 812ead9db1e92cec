#include "errors/saml_providers.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_saml_provider(std::string_view arn) {
  return no_such_entity(fmt::format("Manifest not found for arn {}", arn));
}

// As users quote it: https://github.com/org-formation/aws-resource-providers/issues/59.
Error saml_provider_exists(std::string_view name) {
  return entity_already_exists(fmt::format("Provider with name {} already exists.", name));
}

// The code is documented; the sentence is not confirmed.
Error malformed_saml_metadata() { return invalid_input("Could not parse metadata"); }

// No source has the sentences of private keys.
Error invalid_saml_private_key() { return invalid_input("The private key must be a PEM-encoded private key."); }

Error no_such_saml_private_key(std::string_view id) {
  return no_such_entity(fmt::format("The private key with id {} cannot be found.", id));
}

}  // namespace iam::service::errors
