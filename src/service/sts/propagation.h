// Who is behind a session that begins with the word of an identity provider, as the provider's context says it:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_TrustedIdentityPropagationContext.html
#pragma once

#include "iam/api/assumed_roles.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/session_context.h"
#include "iam/store/entities.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Who said it.
struct ContextSource {
  std::string issuer;  // as aws:OriginIdentity/Issuer has it
  std::string provider_arn;
};

// What the token or assertion says under a source key; empty when it says nothing.
using SaidUnder = std::function<std::vector<std::string>(std::string_view source_key)>;

// Nobody when that provider has no context provider. The subject has to be there; what else is there has one value.
Result<PropagatedIdentity> propagated_identity(Call& call, store::EntityId provider, ContextSource source,
                                               SaidUnder const& said_under);

// As an answer tells it; nothing of nobody.
std::optional<api::sts::TrustedIdentityPropagationContext> told(PropagatedIdentity identity);

}  // namespace iam::service
