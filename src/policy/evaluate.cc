#include "iam/policy/evaluate.h"

#include "evaluation.h"
#include "iam/base/text.h"

#include <algorithm>

namespace iam::policy {
namespace {

// Levels of an organization and lists of session and scope-down policies: each must allow.
Layer answer_of_all(std::vector<PolicyList> const& lists, PolicyType type, Question const& question,
                    LayerTrace* trace) {
  Layer together{Grant::kDirect, nullptr};
  for (PolicyList const& list : lists) {
    Layer const layer = answer_of(list, type, question, trace);
    if (trace != nullptr) trace->answered(type, layer);
    together.grant = std::min(together.grant, layer.grant);
    if (together.denier == nullptr) together.denier = layer.denier;
    if (together.denier != nullptr && trace == nullptr) break;
  }
  return together;
}

// "Root of the account has full access": no policy says so.
Layer answer_of_identity(Question const& question, LayerTrace* trace) {
  Layer layer = answer_of(question.sets.identity, PolicyType::kIdentity, question, trace);
  if (question.request.requester.kind == RequesterKind::kRoot) layer.grant = Grant::kDirect;
  return layer;
}

// The credentials of GetFederationToken without a session policy have no permissions of their own.
bool is_limited_by_session(Question const& question) {
  return !question.sets.session.empty() || question.request.requester.kind == RequesterKind::kFederatedUser;
}

Layer answer_of_session(Question const& question, LayerTrace* trace) {
  if (!question.sets.session.empty()) {
    return answer_of_all(question.sets.session, PolicyType::kSession, question, trace);
  }
  if (trace != nullptr) trace->answered(PolicyType::kSession, {});
  return {};
}

// Collects the answers in the order in which denials are told, until one is enough.
class Walk {
 public:
  Walk(Question const& question, LayerTrace* trace) : question_(question), trace_(trace) {}

  Answers answers() && {
    PolicySets const& sets = question_.sets;
    Requester const& requester = question_.request.requester;
    bool const has_own = has_own_policies(requester.kind);
    auto const add = [&](bool takes_part, std::optional<Layer>& answer, auto ask) {
      if (!takes_part || (has_denial_ && trace_ == nullptr)) return;
      answer = ask();
      has_denial_ = has_denial_ || answer->denier != nullptr;
    };
    add(!sets.resource_control.empty() && is_under_resource_control(requester), answers_.resource_control,
        [&] { return answer_of_all(sets.resource_control, PolicyType::kResourceControl, question_, trace_); });
    add(!sets.service_control.empty() && is_under_service_control(requester), answers_.service_control,
        [&] { return answer_of_all(sets.service_control, PolicyType::kServiceControl, question_, trace_); });
    add(sets.resource.has_value(), answers_.resource,
        [&] { return one(sets.resource->policy, type_of(sets.resource->kind)); });
    add(has_own, answers_.identity, [&] { return told(PolicyType::kIdentity, answer_of_identity(question_, trace_)); });
    add(has_own && sets.boundary.has_value(), answers_.boundary,
        [&] { return one(*sets.boundary, PolicyType::kPermissionsBoundary); });
    add(has_own && is_limited_by_session(question_), answers_.session,
        [&] { return answer_of_session(question_, trace_); });
    add(has_own && !sets.scope_down.empty(), answers_.scope_down,
        [&] { return answer_of_all(sets.scope_down, PolicyType::kScopeDown, question_, trace_); });
    add(sets.endpoint.has_value(), answers_.endpoint, [&] {
      return told(PolicyType::kEndpoint, answer_of(*sets.endpoint, PolicyType::kEndpoint, question_, trace_));
    });
    return answers_;
  }

 private:
  Layer told(PolicyType type, Layer const& layer) const {
    if (trace_ != nullptr) trace_->answered(type, layer);
    return layer;
  }
  Layer one(NamedPolicy const& policy, PolicyType type) const {
    return told(type, answer_of(policy, type, question_, trace_));
  }

  Question const& question_;
  LayerTrace* trace_;
  Answers answers_;
  bool has_denial_ = false;
};

// "No permissions are required to perform this operation. … explicitly denies access … you can still perform this
// operation". https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
// "You cannot use policies to control authentication operations."
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
bool needs_no_permission(Question const& question) {
  auto const action = question.action.text();
  bool const is_free = action == "sts:getcalleridentity" || action == "sts:getsessiontoken";
  return is_free && question.scope.semantics == Semantics::kLive;
}

}  // namespace

Decision walk(Question const& question, LayerTrace* trace) {
  bool const is_free = needs_no_permission(question);
  if (is_free && trace == nullptr) return {Outcome::kAllowed, PolicyType::kIdentity, nullptr};
  Answers const answers = Walk(question, trace).answers();
  if (is_free) return {Outcome::kAllowed, PolicyType::kIdentity, nullptr};
  return decide(answers, relation_of(question.request, question.sets, question.scope.semantics));
}

Decision evaluate(Request const& request, PolicySets const& sets, Semantics semantics) {
  return walk(Question(request, sets, semantics), nullptr);
}

}  // namespace iam::policy
