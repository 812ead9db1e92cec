// Responses of SAML 2.0 identity providers: https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
#pragma once

#include "iam/base/time.h"
#include "iam/federation/key.h"
#include "iam/federation/session_tags.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::federation {

// The model lets an assertion have 100,000 characters in base64.
inline constexpr std::size_t kSamlResponseBytesMax = 75'000;

struct SamlAttribute {
  std::string name;
  std::vector<std::string> values;

  bool operator==(SamlAttribute const&) const = default;
};

// What an assertion says. AWS asks for exactly one subject confirmation, with a recipient and an end.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
struct SamlAssertion {
  std::string id;
  std::string issuer;
  Time issued_at;

  std::string name_id;
  std::string name_id_format;  // a URN; empty when it is not given
  std::string name_qualifier;
  std::string sp_name_qualifier;
  std::string recipient;
  Time confirmation_not_on_or_after;

  std::optional<Time> not_before;
  std::optional<Time> not_on_or_after;
  std::vector<std::string> audiences;
  std::optional<Time> session_not_on_or_after;
  std::vector<SamlAttribute> attributes;  // in the order of the document

  bool operator==(SamlAssertion const&) const = default;
};

struct SignedAssertion : SamlAssertion {
  PublicKey signer;
};

enum class SamlFault {
  kMalformed,         // no XML, no response, or not of a form that AWS takes
  kUnsuccessful,      // the provider says that it did not authenticate the user
  kEncrypted,         // the assertion is encrypted
  kUnsigned,          // neither the response nor the assertion is signed
  kForeignAlgorithm,  // signed with other algorithms than RSA or ECDSA with SHA-256
  kWrongSignature,    // a signature is not of one of the keys, or what it covers was changed
};

// The one assertion of a response in XML. It is read from the very element that a signature covers: the response, the
// assertion or both are signed, every signature must hold, and a document in which anything else could be meant (a
// second assertion, an ID twice, a signature elsewhere) is refused.
tl::expected<SignedAssertion, SamlFault> verify_saml_response(std::string_view text, std::span<PublicKey const> keys);

// What the attributes that AWS defines ask for.
struct SamlSession {
  struct Choice {
    std::string role_arn;
    std::string provider_arn;
  };
  std::vector<Choice> choices;
  std::optional<std::string> session_name;
  std::optional<std::string> duration_s;  // as it was written
  SessionTags tags;
  std::optional<std::string> source_identity;
};

SamlSession read_aws_attributes(SamlAssertion const& assertion);

enum class SamlSignature { kAssertion, kResponse, kBoth };

// A response with this assertion, signed; in XML. REQUIRES: the key is of RSA or P-256, the id is an XML name, every
// text is UTF-8 without control characters.
std::string sign_saml_response(SigningKey const& key, SamlAssertion const& assertion, SamlSignature what);

// The metadata document of an identity provider that signs with `key`.
std::string saml_metadata(SigningKey const& key, std::string_view entity_id, std::string_view sign_on_url);

}  // namespace iam::federation
