#include "decide.h"

namespace iam::policy {
namespace {

bool permits(std::optional<Layer> const& layer) { return !layer.has_value() || layer->allows(); }

Decision allowed(PolicyType type) { return {Outcome::kAllowed, type, nullptr}; }
Decision denied(PolicyType type) { return {Outcome::kImplicitDeny, type, nullptr}; }

std::optional<Decision> explicit_denial(Answers const& answers, Relation const& relation) {
  struct Candidate {
    std::optional<Layer> const& layer;
    PolicyType type;
  };
  Candidate const candidates[] = {
      {answers.resource_control, PolicyType::kResourceControl},
      {answers.service_control, PolicyType::kServiceControl},
      {answers.resource, type_of(relation.resource_policy)},
      {answers.identity, PolicyType::kIdentity},
      {answers.boundary, PolicyType::kPermissionsBoundary},
      {answers.session, PolicyType::kSession},
      {answers.scope_down, PolicyType::kScopeDown},
      {answers.endpoint, PolicyType::kEndpoint},
  };
  for (auto const& [layer, type] : candidates) {
    if (layer.has_value() && layer->denier != nullptr) return Decision{Outcome::kExplicitDeny, type, layer->denier};
  }
  return std::nullopt;
}

// What the requester's account must allow when nobody else has granted the request.
std::optional<Decision> refusal_of_limits(Answers const& answers) {
  if (!permits(answers.boundary)) return denied(PolicyType::kPermissionsBoundary);
  if (!permits(answers.session)) return denied(PolicyType::kSession);
  return std::nullopt;
}

std::optional<Decision> refusal_of_own_side(Answers const& answers) {
  if (!permits(answers.identity)) return denied(PolicyType::kIdentity);
  return refusal_of_limits(answers);
}

// Who a resource policy of the same account names needs no identity policy, and the closer it names the requester, the
// less of the rest counts. Naming the account only lets its identity policies decide. The simulators were seen to be
// content with either, whatever a boundary leaves out.
Decision decide_within_account(Answers const& answers, Relation const& relation, Grant grant) {
  auto const resource_type = type_of(relation.resource_policy);
  if (relation.resource_policy != ResourcePolicyKind::kResource && grant == Grant::kNone) return denied(resource_type);
  bool const is_simulated_grant = relation.semantics == Semantics::kSimulator && grant != Grant::kNone;
  if (grant == Grant::kDirect || is_simulated_grant) return allowed(resource_type);
  if (grant == Grant::kThroughParent) return refusal_of_limits(answers).value_or(allowed(resource_type));
  return refusal_of_own_side(answers).value_or(allowed(PolicyType::kIdentity));
}

// Between accounts both sides must allow, however the resource policy names the requester.
Decision decide_across_accounts(Answers const& answers, Relation const& relation, Grant grant) {
  auto const resource_type = type_of(relation.resource_policy);
  if (grant == Grant::kNone) return denied(resource_type);
  return refusal_of_own_side(answers).value_or(allowed(resource_type));
}

Decision decide_without_organization(Answers const& answers, Relation const& relation) {
  Grant const grant = answers.resource.has_value() ? answers.resource->grant : Grant::kNone;
  auto const resource_type = type_of(relation.resource_policy);
  bool const is_stranger = !has_own_policies(relation.requester);
  if (is_stranger) return grant == Grant::kNone ? denied(resource_type) : allowed(resource_type);
  if (relation.cross_account) return decide_across_accounts(answers, relation, grant);
  return decide_within_account(answers, relation, grant);
}

}  // namespace

Relation relation_of(Request const& request, PolicySets const& sets, Semantics semantics) {
  Requester const& requester = request.requester;
  return {.requester = requester.kind,
          .cross_account = has_own_policies(requester.kind) && request.resource_account.has_value() &&
                           request.resource_account != requester.account,
          .resource_policy = sets.resource.has_value() ? sets.resource->kind : ResourcePolicyKind::kResource,
          .semantics = semantics};
}

bool has_own_policies(RequesterKind kind) {
  return kind == RequesterKind::kRoot || kind == RequesterKind::kUser || kind == RequesterKind::kRoleSession ||
         kind == RequesterKind::kFederatedUser;
}

bool is_under_service_control(Requester const& requester) {
  return has_own_policies(requester.kind) && !requester.service_linked;
}

bool is_under_resource_control(Requester const& requester) { return !requester.service_linked; }

PolicyType type_of(ResourcePolicyKind kind) {
  return kind == ResourcePolicyKind::kTrust ? PolicyType::kTrust : PolicyType::kResource;
}

Decision decide(Answers const& answers, Relation const& relation) {
  if (auto const denial = explicit_denial(answers, relation)) return *denial;
  if (!permits(answers.service_control)) return denied(PolicyType::kServiceControl);
  Decision const decision = decide_without_organization(answers, relation);
  // A resource policy that names a session lets it past its session policies. What scoped credentials may do was never
  // more than what their caller may, and the policy of the scope has to allow it:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getscopedcredentials.html
  if (decision.allowed() && !permits(answers.scope_down)) return denied(PolicyType::kScopeDown);
  if (decision.allowed() && !permits(answers.endpoint)) return denied(PolicyType::kEndpoint);
  return decision;
}

}  // namespace iam::policy
