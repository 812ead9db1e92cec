// What identity providers of both kinds say about whom their sessions are of: trusted identity propagation.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextProvider.html
#pragma once

#include "iam/api/common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"

#include <optional>

namespace iam::service {

// Whether that can be a provider's. A request that removes it brings none.
Status check_context_provider(std::optional<api::ContextProvider> const& wanted,
                              std::optional<bool> removes = std::nullopt);

// Does nothing when the request wants nothing. It cannot be removed while the provider is associated with an instance
// of Identity Center. REQUIRES: check_context_provider() found nothing.
Status change_context_provider(Call& call, store::EntityId provider, std::optional<api::ContextProvider> const& wanted,
                               std::optional<bool> removes = std::nullopt);

std::optional<api::ContextProvider> context_provider_of(Call& call, store::EntityId provider);

}  // namespace iam::service
