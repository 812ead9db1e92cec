#include "iam/authorization/denial_journal.h"

#include <utility>

namespace iam::service {
namespace {

using Level = std::optional<std::size_t>;

class Collector {
 public:
  void add(policy::PolicyType type, policy::NamedPolicy const& policy, Level level = {}) {
    if (was_written(policy) && policy.compiled != nullptr) evaluated.push_back({type, policy, level});
  }
  void add(policy::PolicyType type, policy::PolicyList const& policies, Level level = {}) {
    for (auto const& policy : policies) add(type, policy, level);
  }
  void add(policy::PolicyType type, std::vector<policy::PolicyList> const& levels) {
    for (std::size_t level = 0; level < levels.size(); ++level) add(type, levels[level], level);
  }

  std::vector<EvaluatedPolicy> evaluated;
};

}  // namespace

bool was_written(policy::NamedPolicy const& policy) {
  return !policy.id.empty() || !policy.arn.empty() || !policy.attached_to.empty();
}

std::vector<EvaluatedPolicy> evaluated_policies(policy::PolicySets const& sets) {
  using Type = policy::PolicyType;
  Collector collector;
  collector.add(Type::kIdentity, sets.identity);
  if (sets.boundary) collector.add(Type::kPermissionsBoundary, *sets.boundary);
  collector.add(Type::kSession, sets.session);
  collector.add(Type::kScopeDown, sets.scope_down);
  if (auto const& resource = sets.resource) {
    bool const is_trust = resource->kind == policy::ResourcePolicyKind::kTrust;
    collector.add(is_trust ? Type::kTrust : Type::kResource, resource->policy);
  }
  collector.add(Type::kServiceControl, sets.service_control);
  collector.add(Type::kResourceControl, sets.resource_control);
  if (sets.endpoint) collector.add(Type::kEndpoint, *sets.endpoint);
  return std::move(collector.evaluated);
}

policy::Request request_of(DeniedRequest const& denied) {
  policy::Request request{.requester = denied.requester,
                          .action = denied.failure.action,
                          .resource = denied.failure.resource,
                          .resource_account = denied.resource_account,
                          .context = {}};
  for (auto const& entry : denied.failure.context) request.context.add(entry);
  return request;
}

}  // namespace iam::service
