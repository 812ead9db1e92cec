// The policy simulator: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html and its kin.
#include "simulation/simulation.h"

#include "errors/simulation.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/control_policies.h"
#include "iam/authorization/held_policies.h"
#include "iam/base/text.h"
#include "iam/call/paging.h"
#include "iam/policy/compile.h"
#include "iam/policy/work.h"
#include "iam/service/handlers/simulation.h"
#include "simulation/policy_exclusions.h"
#include "simulation/simulated_principal.h"

#include <set>
#include <utility>

namespace iam::service {
namespace {

Simulation simulation_of(Call& call, SimulatedPrincipal const& principal, PolicyExclusions const& exclusions) {
  Simulation simulation{.requester = principal.requester};
  auto& cache = call.authorization.policies();
  for (auto const& policy : principal.policies) {
    if (!exclusions.exclude(policy)) simulation.sets.identity.push_back(named(policy));
  }
  if (principal.boundary && !exclusions.exclude_boundary()) {
    simulation.sets.boundary = boundary_policy(call, cache, *principal.boundary);
  }
  // Told of accounts outside of organizations, too: recorded answers have it, and nothing denies there.
  simulation.tells_organizations = !exclusions.exclude_service_control();
  if (simulation.tells_organizations) {
    auto controls = control_policies(call.store, cache, call.caller.partition, call.account());
    simulation.sets.service_control = std::move(controls.service_control);
  }
  return simulation;
}

// What both simulators are asked.
api::SimulateCustomPolicyRequest common_part(api::SimulatePrincipalPolicyRequest const& request) {
  return {.policy_input_list = request.policy_input_list.value_or(std::vector<std::string>()),
          .permissions_boundary_policy_input_list = request.permissions_boundary_policy_input_list,
          .action_names = request.action_names,
          .resource_arns = request.resource_arns,
          .resource_policy = request.resource_policy,
          .resource_owner = request.resource_owner,
          .caller_arn = request.caller_arn,
          .context_entries = request.context_entries,
          .resource_handling_option = request.resource_handling_option,
          .max_items = request.max_items,
          .marker = request.marker,
          .ordered_organization_policy_input_list = std::nullopt};
}

// A page is so many actions from an offset, whatever the request before it asked for; fewer when their results are long
// or take long to find.
template <class Response>
Result<Response> simulated_page(Call const& call, std::string_view operation,
                                api::SimulateCustomPolicyRequest const& request, Simulation simulation) {
  if (auto sound = read_simulation(call, operation, request, simulation); !sound) return fail(std::move(sound.error()));
  auto const page = PageRequest::make(operation, call.account(), request.max_items, request.marker);
  if (!page) return fail(errors::invalid_simulation_marker());

  auto const& actions = request.action_names;
  std::vector<std::size_t> listed;
  for (auto i = static_cast<std::size_t>(page->after_number()); i < actions.size(); ++i) listed.push_back(i);
  Response response;
  auto& results = response.evaluation_results.emplace();
  Status sound;
  policy::Work const work;
  page->show(
      listed, response, [](std::size_t i) { return std::to_string(i + 1); },
      [&](std::size_t i) {
        auto simulated = simulate(simulation, actions[i]);
        if (!simulated) {
          sound = fail(std::move(simulated.error()));
          return kAnswerBytesMax;
        }
        results.push_back(std::move(simulated->result));
        return work.is_too_much() ? kAnswerBytesMax : simulated->bytes;
      });
  if (!sound) return fail(std::move(sound.error()));
  return response;
}

// In the order of the documents, every spelling once.
class ContextKeys {
 public:
  void add(policy::Document const& document) {
    for (auto& key : policy::context_keys_of(document)) {
      if (seen_.insert(key).second) keys_.push_back(std::move(key));
    }
  }

  Status add_all(std::vector<std::string> const& documents) {
    if (auto sound = check_documents_size({&documents}); !sound) return sound;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      auto const document = policy::parse(documents[i]);
      if (!document) return fail(errors::invalid_policy_input(i + 1));
      add(*document);
    }
    return {};
  }

  std::vector<std::string> take() { return std::move(keys_); }

 private:
  std::vector<std::string> keys_;
  std::set<std::string> seen_;
};

}  // namespace

Result<api::SimulateCustomPolicyResponse> simulate_custom_policy(Call& call,
                                                                 api::SimulateCustomPolicyRequest const& request) {
  return simulated_page<api::SimulateCustomPolicyResponse>(call, "SimulateCustomPolicy", request, {});
}

Result<api::SimulatePrincipalPolicyResponse> simulate_principal_policy(
    Call& call, api::SimulatePrincipalPolicyRequest const& request) {
  auto const principal = find_simulated_principal(call, request.policy_source_arn);
  if (!principal) return fail(principal.error());
  auto const exclusions = PolicyExclusions::make(request.policy_exclusion_list);
  if (!exclusions) return fail(exclusions.error());
  return simulated_page<api::SimulatePrincipalPolicyResponse>(call, "SimulatePrincipalPolicy", common_part(request),
                                                              simulation_of(call, *principal, *exclusions));
}

Result<api::GetContextKeysForCustomPolicyResponse> get_context_keys_for_custom_policy(
    Call&, api::GetContextKeysForCustomPolicyRequest const& request) {
  if (request.policy_input_list.empty()) return fail(errors::no_policies_to_read());
  ContextKeys keys;
  if (auto added = keys.add_all(request.policy_input_list); !added) return fail(std::move(added.error()));
  return api::GetContextKeysForCustomPolicyResponse{.context_key_names = keys.take()};
}

Result<api::GetContextKeysForPrincipalPolicyResponse> get_context_keys_for_principal_policy(
    Call& call, api::GetContextKeysForPrincipalPolicyRequest const& request) {
  auto const principal = find_simulated_principal(call, request.policy_source_arn);
  if (!principal) return fail(principal.error());
  ContextKeys keys;
  if (request.policy_input_list) {
    if (auto added = keys.add_all(*request.policy_input_list); !added) return fail(std::move(added.error()));
  }
  for (auto const& policy : principal->policies) keys.add(policy::source_of(*policy.compiled));
  if (principal->boundary) {
    auto const boundary = boundary_policy(call, call.authorization.policies(), *principal->boundary);
    keys.add(policy::source_of(*boundary.compiled));
  }
  return api::GetContextKeysForPrincipalPolicyResponse{.context_key_names = keys.take()};
}

}  // namespace iam::service
