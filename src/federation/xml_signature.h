// Enveloped XML signatures of the one form that SAML 2.0 asks for (core, section 5.4) with SHA-256.
// https://www.w3.org/TR/xmldsig-core1/
#pragma once

#include "iam/federation/key.h"
#include "xml.h"

#include <tl/expected.hpp>

#include <span>
#include <string>
#include <string_view>

namespace iam::federation::xml {

inline constexpr std::string_view kSignatureNamespace = "http://www.w3.org/2000/09/xmldsig#";

enum class SignatureFault {
  kMalformed,         // not the one form: more references, other transforms, a reference to anything but its parent
  kForeignAlgorithm,  // of that form, with other algorithms
  kWrong,             // none of the keys made it, or what it covers was changed
};

// Which of these keys made `signature` over the element it stands in, itself left out. That element's ID is what it
// must refer to; what the document's KeyInfo says is not asked. REQUIRES: it has a parent, and IDs in the document are
// unique.
tl::expected<PublicKey, SignatureFault> verify_enveloped(Element const& signature, std::span<PublicKey const> keys);

// A signature element for `signed_element`, in text, to be put into it. REQUIRES: the element has an ID, and the key is
// of RSA or P-256.
std::string sign_enveloped(Element const& signed_element, SigningKey const& key);

}  // namespace iam::federation::xml
