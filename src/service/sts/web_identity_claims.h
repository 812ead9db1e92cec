// What a token of outbound web identity federation says of the caller.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html
#pragma once

#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::service {

// What a token tells others.
struct OutboundIdentity {
  std::string issuer;
  std::vector<std::string> audiences;
  std::vector<store::Tag> tags;       // of the request
  std::optional<std::string> origin;  // who is behind the caller's session, when the token is to be about them
  std::optional<std::string> scope;
  Time expires_at;
};

// A JSON object.
std::string web_identity_claims(Call& call, OutboundIdentity const& identity);

}  // namespace iam::service
