// The SAML assertion that an operator asks the test identity provider for.
#pragma once

#include "iam/base/time.h"
#include "iam/federation/saml.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace iam::gateway {

struct WantedAssertion {
  federation::SamlAssertion assertion;
  federation::SamlSignature signature = federation::SamlSignature::kAssertion;
};

// What an assertion says unless it was asked to say otherwise.
struct AssertionDefaults {
  std::string issuer;
  std::string id;
  Time now;
};

// From the JSON that docs/federation.md describes. The error is a sentence for the operator.
tl::expected<WantedAssertion, std::string> assertion_of_body(std::string_view body, AssertionDefaults const& defaults);

}  // namespace iam::gateway
