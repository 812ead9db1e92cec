// What conditions ask of a stored identity provider:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProvider.html
#pragma once

#include "iam/authorization/need.h"
#include "iam/call/call.h"
#include "iam/policy/context.h"

#include <string_view>

namespace iam::service {

// The instance of Identity Center that the provider is associated with, if any.
void add_identity_center_key(Call& call, Resource const& provider, std::string_view key, policy::Context& context);

// What sessions of the provider have as aws:OriginIdentity/Issuer: of SAML one for each key that its metadata has.
void add_issuers_key(Call& call, Resource const& provider, std::string_view key, policy::Context& context);

}  // namespace iam::service
