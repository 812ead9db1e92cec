#include "iam/authorization/denial_journal.h"

namespace iam::service {
namespace {

void add(policy::PolicyType type, policy::NamedPolicy const& policy, std::vector<EvaluatedPolicy>& evaluated) {
  bool const has_name = !policy.id.empty() || !policy.arn.empty() || !policy.attached_to.empty();
  if (has_name && policy.compiled != nullptr) evaluated.push_back({type, policy});
}

void add(policy::PolicyType type, policy::PolicyList const& policies, std::vector<EvaluatedPolicy>& evaluated) {
  for (auto const& policy : policies) add(type, policy, evaluated);
}

void add(policy::PolicyType type, std::vector<policy::PolicyList> const& levels,
         std::vector<EvaluatedPolicy>& evaluated) {
  for (auto const& level : levels) add(type, level, evaluated);
}

}  // namespace

std::vector<EvaluatedPolicy> evaluated_policies(policy::PolicySets const& sets) {
  using Type = policy::PolicyType;
  std::vector<EvaluatedPolicy> evaluated;
  add(Type::kIdentity, sets.identity, evaluated);
  if (sets.boundary) add(Type::kPermissionsBoundary, *sets.boundary, evaluated);
  add(Type::kSession, sets.session, evaluated);
  add(Type::kScopeDown, sets.scope_down, evaluated);
  if (auto const& resource = sets.resource) {
    bool const is_trust = resource->kind == policy::ResourcePolicyKind::kTrust;
    add(is_trust ? Type::kTrust : Type::kResource, resource->policy, evaluated);
  }
  add(Type::kServiceControl, sets.service_control, evaluated);
  add(Type::kResourceControl, sets.resource_control, evaluated);
  if (sets.endpoint) add(Type::kEndpoint, *sets.endpoint, evaluated);
  return evaluated;
}

}  // namespace iam::service
