// What a simulated request says about itself.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html
#pragma once

#include "iam/api/simulation.h"
#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"

#include <optional>
#include <vector>

namespace iam::service {

// The keys that the client gave values. InvalidInput for an entry that is incomplete, repeated or of another type than
// it says.
Result<policy::Context> supplied_context(std::optional<std::vector<api::ContextEntry>> const& entries);

// What the simulators know by themselves: the caller that is simulated, or that there is none. `account`: of whoever
// called the simulator.
void add_default_keys(policy::Requester const& requester, AccountId account, policy::Context& context);

}  // namespace iam::service
