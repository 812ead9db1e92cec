// Who presents a token of an OpenID Connect provider:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "sts/federated_identity.h"

#include <string>
#include <string_view>

namespace iam::service {

struct WebIdentity {
  FederatedIdentity identity;
  std::string subject;
  std::string audience;  // the one of its audiences that the provider has for a client id
};

// What the token that `text` is proves in `account`, which has registered its issuer.
Result<WebIdentity> prove_web_identity(Call& call, AccountId account, std::string_view text);

// For the operator who wonders why it proves nothing: whose token it is for whom, and whom the account's provider takes
// it for. What the token proves with is not among it. Empty for what is no token.
std::string outline_web_identity(Call& call, AccountId account, std::string_view text);

}  // namespace iam::service
