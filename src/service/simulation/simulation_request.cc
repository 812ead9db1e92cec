// What requests for simulations say, and what about them AWS refuses.
#include "errors/simulation.h"
#include "iam/base/arn.h"
#include "iam/policy/compile.h"
#include "iam/policy/grammar.h"
#include "iam/policy/work.h"
#include "simulation/simulated_principal.h"
#include "simulation/simulation.h"
#include "simulation/simulation_context.h"
#include "simulation/simulation_resources.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kAllResources = "*";

Status check_documents(api::SimulateCustomPolicyRequest const& request) {
  std::vector<std::string> const none;
  std::vector<std::string> others;
  if (request.resource_policy) others.push_back(*request.resource_policy);
  if (request.ordered_organization_policy_input_list) {
    for (auto const& level : *request.ordered_organization_policy_input_list) {
      auto const& documents = level.service_control_policy_input_list;
      if (documents) others.insert(others.end(), documents->begin(), documents->end());
    }
  }
  auto const& boundary = request.permissions_boundary_policy_input_list;
  return check_documents_size({&request.policy_input_list, boundary ? &*boundary : &none, &others});
}

// One policy, which is to be nothing else than a document of the grammar.
Result<policy::NamedPolicy> read_policy(std::string_view document, std::string id, std::size_t item) {
  auto compiled = policy::compile(document);
  if (!compiled) return fail(errors::invalid_policy_input(item));
  return policy::NamedPolicy{.id = std::move(id), .arn = {}, .compiled = *std::move(compiled)};
}

// The policies of a list, named as answers tell where statements are from.
Result<policy::PolicyList> read_policies(std::vector<std::string> const& documents, std::string_view list,
                                         Partition partition) {
  policy::PolicyList policies;
  for (auto const& document : documents) {
    auto const item = policies.size() + 1;
    if (policy::simulated_policy_fault(document, partition)) return fail(errors::invalid_policy_input(item));
    auto policy = read_policy(document, std::string(list).append(".").append(std::to_string(item)), item);
    if (!policy) return fail(std::move(policy.error()));
    policies.push_back(*std::move(policy));
  }
  return policies;
}

Status read_identity(std::vector<std::string> const& documents, Partition partition, Simulation& simulation) {
  auto policies = read_policies(documents, "PolicyInputList", partition);
  if (!policies) return fail(std::move(policies.error()));
  std::ranges::move(*policies, std::back_inserter(simulation.sets.identity));
  return {};
}

Status read_boundary(std::optional<std::vector<std::string>> const& documents, Partition partition,
                     Simulation& simulation) {
  if (!documents || documents->empty()) return {};
  if (documents->size() > 1) return fail(errors::too_many_boundaries());
  auto policies = read_policies(*documents, "PermissionsBoundaryPolicyInputList", partition);
  if (!policies) return fail(std::move(policies.error()));
  simulation.sets.boundary = std::move(policies->front());
  return {};
}

Status read_organization(std::optional<std::vector<api::OrderedOrganizationPolicyType>> const& levels,
                         Simulation& simulation) {
  if (!levels || levels->empty()) return {};
  for (auto const& level : *levels) {
    auto const& documents = level.service_control_policy_input_list;
    auto& policies = simulation.sets.service_control.emplace_back();
    if (!documents || documents->empty()) {
      return fail(errors::empty_organization_level(simulation.sets.service_control.size()));
    }
    for (auto const& document : *documents) {
      auto policy = read_policy(document, {}, policies.size() + 1);
      if (!policy) return fail(std::move(policy.error()));
      policies.push_back(*std::move(policy));
    }
  }
  simulation.tells_organizations = true;
  return {};
}

Status read_requester(std::optional<std::string> const& arn, AccountId account, Simulation& simulation) {
  auto& requester = simulation.requester;
  if (arn && *arn != requester.arn) {
    auto named = requester_called(*arn);
    if (!named) return fail(errors::invalid_simulated_caller());
    requester = *std::move(named);
  }
  if (!requester.account) requester = {.kind = policy::RequesterKind::kUser, .account = account};
  return {};
}

Status read_owner(std::optional<std::string> const& owner, Simulation& simulation) {
  if (!owner) return {};
  auto const named = parse_iam_arn(*owner);
  if (!named.has_value()) return fail(errors::invalid_resource_owner(*owner));
  simulation.owner = named->account;
  return {};
}

bool is_about_everything(policy::CompiledPolicy const& policy) {
  return std::ranges::any_of(policy::source_of(policy).statements, [](policy::Statement const& statement) {
    return statement.resources.has_value() &&
           std::ranges::find(*statement.resources, kAllResources) != statement.resources->end();
  });
}

Status read_resource_policy(std::optional<std::string> const& document, Simulation& simulation) {
  if (!document) return {};
  if (simulation.requester.arn.empty()) return fail(errors::simulated_caller_needed());
  if (simulation.resources.empty()) return fail(errors::resource_needed());
  auto policy = read_policy(*document, "ResourcePolicy", 1);
  if (!policy) return fail(std::move(policy.error()));
  if (is_about_everything(*policy->compiled)) return fail(errors::invalid_resource(kAllResources));
  simulation.sets.resource = policy::ResourcePolicy{.policy = *std::move(policy)};
  return {};
}

Status read_calls(std::string_view operation, api::SimulateCustomPolicyRequest const& request, Simulation& simulation) {
  if (request.resource_arns) simulation.resources = *request.resource_arns;
  SimulatedCalls const calls{request.action_names, simulation.resources, request.resource_handling_option};
  if (auto sound = check_calls(calls, operation); !sound) return sound;
  if (simulation.resources.size() == 1 && simulation.resources.front() == kAllResources) simulation.resources.clear();
  return {};
}

Status read_context(std::optional<std::vector<api::ContextEntry>> const& entries, Simulation& simulation) {
  auto supplied = supplied_context(entries);
  if (!supplied) return fail(std::move(supplied.error()));
  if (policy::context_bytes(*supplied) > policy::kGivenContextBytesMax) {
    return fail(errors::too_much_context(policy::kGivenContextBytesMax));
  }
  simulation.supplied = *supplied;
  simulation.context = *std::move(supplied);
  return {};
}

}  // namespace

Status check_documents_size(std::initializer_list<std::vector<std::string> const*> lists) {
  std::size_t bytes = 0;
  for (auto const* list : lists) {
    for (auto const& document : *list) bytes += document.size();
  }
  if (bytes > policy::kGivenDocumentsBytesMax) return fail(errors::too_many_documents(policy::kGivenDocumentsBytesMax));
  return {};
}

Status read_simulation(Call const& call, std::string_view operation, api::SimulateCustomPolicyRequest const& request,
                       Simulation& simulation) {
  auto const account = call.account();
  auto const partition = call.caller.partition;
  return check_documents(request)
      .and_then([&] { return read_identity(request.policy_input_list, partition, simulation); })
      .and_then([&] { return read_boundary(request.permissions_boundary_policy_input_list, partition, simulation); })
      .and_then([&] { return read_organization(request.ordered_organization_policy_input_list, simulation); })
      .and_then([&] { return read_calls(operation, request, simulation); })
      .and_then([&] { return read_context(request.context_entries, simulation); })
      .and_then([&] { return read_requester(request.caller_arn, account, simulation); })
      .and_then([&] { return read_owner(request.resource_owner, simulation); })
      .and_then([&] { return read_resource_policy(request.resource_policy, simulation); })
      .map([&] { add_default_keys(simulation.requester, account, simulation.context); });
}

}  // namespace iam::service
