// From the element of an assertion to what it says.
#pragma once

#include "iam/federation/saml.h"
#include "xml.h"

#include <optional>

namespace iam::federation::saml {

// Nothing when it is not of the form that AWS takes.
std::optional<SamlAssertion> read_assertion(xml::Element const& element);

}  // namespace iam::federation::saml
