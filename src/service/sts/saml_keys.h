// The condition keys that the attributes of a SAML assertion set.
#pragma once

#include "iam/federation/saml.h"
#include "sts/federated_identity.h"

#include <vector>

namespace iam::service {

std::vector<IdentityKey> saml_attribute_keys(federation::SamlAssertion const& assertion);

}  // namespace iam::service
