// What a simulator is to find out, and finding it out.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
#pragma once

#include "iam/api/simulation.h"
#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct Simulation {
  policy::Requester requester;
  policy::PolicySets sets;
  bool tells_organizations = false;    // whether organization policies let the requests through
  std::vector<std::string> resources;  // none: `*`
  std::optional<AccountId> owner;      // of the resources; nothing: whom their ARNs name
  policy::Context supplied;            // by the client
  policy::Context context;             // with what the simulators know by themselves
};

// Adds what the request says to the requester and policies that `simulation` has. The request is the one of
// SimulateCustomPolicy, which has nearly all that there is; `operation` is whose it really was.
Status read_simulation(Call const& call, std::string_view operation, api::SimulateCustomPolicyRequest const& request,
                       Simulation& simulation);

api::EvaluationResult simulate(Simulation const& simulation, std::string const& action);

}  // namespace iam::service
