// The user, group or role whose policies SimulatePrincipalPolicy tries.
#pragma once

#include "iam/authorization/held_policies.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct SimulatedPrincipal {
  policy::Requester requester;
  std::vector<HeldPolicy> policies;     // its own and, of a user, its groups'
  std::optional<std::string> boundary;  // a policy's ARN
};

// By the name at the end of the ARN: AWS was seen to pass over the path. InvalidInput when the ARN is no principal's,
// or one of another account; NoSuchEntity when there is none.
Result<SimulatedPrincipal> find_simulated_principal(Call& call, std::string_view arn);

// Who is simulated when all that is known is an ARN; nothing when it is no user's, group's or role's.
std::optional<policy::Requester> requester_called(std::string_view arn);

}  // namespace iam::service
