#include "evaluation.h"
#include "iam/policy/evaluate.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace iam::policy {
namespace {

class Collector final : public LayerTrace {
 public:
  explicit Collector(Explanation& explanation) : explanation_(explanation) {}

  // The index of actions finds statements in its own order, and one that names an action twice also twice.
  void matched(PolicyType type, NamedPolicy const& policy, std::uint32_t statement) override {
    if (policy_ != &policy || type_ != type) {
      policy_ = &policy;
      type_ = type;
      policy_begin_ = explanation_.matched.size();
    }
    auto const begin = explanation_.matched.begin() + static_cast<std::ptrdiff_t>(policy_begin_);
    auto const place =
        std::lower_bound(begin, explanation_.matched.end(), std::size_t{statement},
                         [](MatchedStatement const& known, std::size_t index) { return known.index < index; });
    if (place != explanation_.matched.end() && place->index == statement) return;
    explanation_.matched.insert(place, {type, policy, statement, policy.compiled->statement(statement).source});
  }

  void answered(PolicyType type, Layer const& layer) override {
    LayerOutcomes& layers = explanation_.layers;
    Outcome const outcome = layer.outcome();
    switch (type) {
      case PolicyType::kIdentity:
        layers.identity = outcome;
        break;
      case PolicyType::kPermissionsBoundary:
        layers.boundary = outcome;
        break;
      case PolicyType::kSession:
        layers.session.push_back(outcome);
        break;
      case PolicyType::kResource:
      case PolicyType::kTrust:
        layers.resource = outcome;
        break;
      case PolicyType::kServiceControl:
        layers.service_control.push_back(outcome);
        break;
      case PolicyType::kResourceControl:
        // RCPFullAWSAccess is attached to every level and cannot be detached.
        layers.resource_control.push_back(outcome == Outcome::kImplicitDeny ? Outcome::kAllowed : outcome);
        break;
      case PolicyType::kEndpoint:
        layers.endpoint = outcome;
        break;
    }
  }

 private:
  Explanation& explanation_;
  NamedPolicy const* policy_ = nullptr;
  PolicyType type_ = PolicyType::kIdentity;
  std::size_t policy_begin_ = 0;
};

}  // namespace

Decision explain(Request const& request, PolicySets const& sets, Explanation& explanation, Semantics semantics) {
  explanation = {};
  explanation.cross_account = relation_of(request, sets, semantics).cross_account;
  Collector collector(explanation);
  Decision const decision = walk(Question(request, sets, semantics), &collector);
  bool const tells_missing_keys =
      decision.outcome == Outcome::kImplicitDeny && decision.decided_by != PolicyType::kServiceControl;
  if (tells_missing_keys) explanation.missing_context_keys = missing_context_keys(sets, request.context);
  return decision;
}

// AWS was seen to list the keys of every statement, whatever its action, in each of the spellings there are.
std::vector<std::string> missing_context_keys(PolicySets const& sets, Context const& known) {
  std::vector<std::string> missing;
  std::set<std::string> told;
  auto const add_from = [&](NamedPolicy const& policy) {
    for (std::string& key : context_keys_of(policy.compiled->source())) {
      if (known.find(key) == nullptr && told.insert(key).second) missing.push_back(std::move(key));
    }
  };
  std::ranges::for_each(sets.identity, add_from);
  if (sets.boundary.has_value()) add_from(*sets.boundary);
  if (sets.resource.has_value()) add_from(sets.resource->policy);
  return missing;
}

std::vector<MatchedStatement> deciding_statements(Decision const& decision, Explanation const& explanation) {
  bool const is_of_organization =
      decision.decided_by == PolicyType::kServiceControl || decision.decided_by == PolicyType::kResourceControl;
  bool const is_allowed = decision.allowed();
  std::vector<MatchedStatement> deciding;
  if (decision.outcome == Outcome::kImplicitDeny || (!is_allowed && is_of_organization)) return deciding;
  Effect const effect = is_allowed ? Effect::kAllow : Effect::kDeny;
  std::ranges::copy_if(explanation.matched, std::back_inserter(deciding), [&](MatchedStatement const& matched) {
    bool const is_limit = matched.type == PolicyType::kPermissionsBoundary && is_allowed;
    bool const is_organizations =
        matched.type == PolicyType::kServiceControl || matched.type == PolicyType::kResourceControl;
    return !is_limit && !is_organizations && matched.statement->effect == effect;
  });
  return deciding;
}

}  // namespace iam::policy
