#include "layers.h"

#include <algorithm>

namespace iam::policy {
namespace {

// Seen in AWS's grammar checks and captures of evaluation: how much a short ARN may leave out depends on the type.
ShortArns short_arns_of(PolicyType type) {
  switch (type) {
    case PolicyType::kIdentity:
    case PolicyType::kPermissionsBoundary:
    case PolicyType::kSession:
    case PolicyType::kScopeDown:
      return ShortArns::kPadded;
    case PolicyType::kResource:
    case PolicyType::kTrust:
    case PolicyType::kEndpoint:
      return ShortArns::kPaddedWithWildcard;
    case PolicyType::kServiceControl:
      return ShortArns::kPaddedAfterStar;
    case PolicyType::kResourceControl:
      break;
  }
  return ShortArns::kRefused;
}

bool is_attached_to_resource(PolicyType type) { return type == PolicyType::kResource || type == PolicyType::kTrust; }

}  // namespace

// Policies of endpoints and resource control policies name principals, too. Elsewhere there is nobody to name.
Grant grant_by(CompiledStatement const& statement, PolicyType type, Question const& question) {
  bool const names_principals =
      is_attached_to_resource(type) || type == PolicyType::kResourceControl || type == PolicyType::kEndpoint;
  if (!names_principals) return Grant::kDirect;
  return grant_of(statement, question.request.requester, question.has_boundary);
}

// The element may be missing where the policy is attached to one resource.
bool is_about_resource(CompiledStatement const& statement, PolicyType type, Question const& question) {
  bool const names_resources = statement.source->resources.has_value() || statement.source->not_resources.has_value();
  if (!names_resources) return is_attached_to_resource(type);
  return statement.has_resource(question.resource, question.scope.context, short_arns_of(type));
}

Layer answer_of(NamedPolicy const& policy, PolicyType type, Question const& question, Trace* trace) {
  Layer layer;
  CompiledPolicy const& compiled = *policy.compiled;
  compiled.actions().find(question.action.text(), question.action.service(), [&](std::uint32_t index) {
    CompiledStatement const& statement = compiled.statement(index);
    if (trace == nullptr && statement.allows() && layer.grant == Grant::kDirect) return true;
    Grant const grant = grant_by(statement, type, question);
    bool const matches = grant != Grant::kNone && is_about_resource(statement, type, question) &&
                         all_hold(statement.conditions, question.scope, statement.source->effect);
    if (!matches) return true;
    if (trace != nullptr) trace->matched(type, policy, index);
    if (statement.allows()) {
      layer.grant = std::max(layer.grant, grant);
    } else {
      layer.denier = &policy;
    }
    return trace != nullptr || layer.denier == nullptr;
  });
  return layer;
}

Layer answer_of(PolicyList const& policies, PolicyType type, Question const& question, Trace* trace) {
  Layer together;
  for (NamedPolicy const& policy : policies) {
    Layer const layer = answer_of(policy, type, question, trace);
    together.grant = std::max(together.grant, layer.grant);
    if (together.denier == nullptr) together.denier = layer.denier;
    if (together.denier != nullptr && trace == nullptr) break;
  }
  return together;
}

}  // namespace iam::policy
