// What a simulator is to find out, and finding it out.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
#pragma once

#include "iam/api/simulation.h"
#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"

#include <cstddef>
#include <initializer_list>
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

// InvalidInput when there is more than kGivenDocumentsBytesMax of documents.
Status check_documents_size(std::initializer_list<std::vector<std::string> const*> lists);

// Adds what the request says to the requester and policies that `simulation` has. The request is the one of
// SimulateCustomPolicy, which has nearly all that there is; `operation` is whose it really was.
Status read_simulation(Call const& call, std::string_view operation, api::SimulateCustomPolicyRequest const& request,
                       Simulation& simulation);

struct SimulatedAction {
  api::EvaluationResult result;
  std::size_t bytes = 0;  // of the answer, about
};

// InvalidInput when the result is larger than a page may be, or takes too much work: AWS's answer to such requests is
// not known.
Result<SimulatedAction> simulate(Simulation const& simulation, std::string const& action);

}  // namespace iam::service
