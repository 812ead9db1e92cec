// The claims of a token that an operator asks the test identity provider for.
#pragma once

#include "iam/base/time.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace iam::gateway {

// What a token says unless it was asked to say otherwise.
struct TokenDefaults {
  std::string issuer;
  Time now;
};

// A JSON object of claims; one that is null is left out of the token, defaults too. The error is a sentence.
tl::expected<std::string, std::string> claims_of_body(std::string_view body, TokenDefaults const& defaults);

// The claims as parameters of a URL, `audience` for `aud`: so the runner of GitHub Actions is pointed here with
// ACTIONS_ID_TOKEN_REQUEST_URL, to which its clients add `&audience=…`.
tl::expected<std::string, std::string> claims_of_query(std::string_view query, TokenDefaults const& defaults);

}  // namespace iam::gateway
