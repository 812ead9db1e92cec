// SAML 2.0 metadata of an identity provider: https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
// Pure: a text in, values out.
#pragma once

#include "iam/base/time.h"
#include "iam/federation/key.h"
#include "iam/formats/x509.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct SamlMetadata {
  std::string entity_id;                           // the issuer of the provider's assertions
  std::optional<Time> valid_until;                 // as the document says
  std::vector<formats::Certificate> certificates;  // assertions are signed with the key of one of these; at least one
};

// Nothing when `text` is no well-formed XML, is not about an identity provider, or has no certificate for signatures
// that can be read.
std::optional<SamlMetadata> parse_saml_metadata(std::string_view text);

// Those of its certificates, but for what is no key that PublicKey admits.
std::vector<federation::PublicKey> signing_keys(SamlMetadata const& metadata);

}  // namespace iam::service
