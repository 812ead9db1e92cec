// What a delegation request asks for, in words. AWS has a language model write them; these say no more than the policy.
#pragma once

#include "iam/api/delegation_requests.h"
#include "iam/store/delegation_requests.h"

#include <optional>
#include <string>

namespace iam::service {

// In English, whatever kind of it; the state says so for other languages.
api::GetHumanReadableSummaryResponse summary_of(store::DelegationRequest const& request,
                                                std::optional<std::string> const& locale);

}  // namespace iam::service
