#include "evaluation.h"
#include "iam/policy/evaluate.h"

#include "steps.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>

namespace iam::policy {
namespace {

class Collector final : public LayerTrace {
 public:
  explicit Collector(Explanation& explanation) : explanation_(explanation) {}

  void matched(PolicyType type, NamedPolicy const& policy, std::uint32_t statement) override {
    if (policy_ != &policy || type_ != type) finish_policy();
    policy_ = &policy;
    type_ = type;
    statements_.push_back(statement);
  }

  // The index of actions finds statements in its own order, and one that names an action twice also twice.
  void finish_policy() {
    steps += kStepsOfMatch * statements_.size();
    std::ranges::sort(statements_);
    statements_.erase(std::unique(statements_.begin(), statements_.end()), statements_.end());
    for (auto const index : statements_) {
      explanation_.matched.push_back({type_, *policy_, index, policy_->compiled->statement(index).source});
    }
    statements_.clear();
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
      case PolicyType::kScopeDown:
        layers.scope_down.push_back(outcome);
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
  static constexpr std::uint64_t kStepsOfMatch = 100;

  Explanation& explanation_;
  NamedPolicy const* policy_ = nullptr;
  PolicyType type_ = PolicyType::kIdentity;
  std::vector<std::uint32_t> statements_;  // that matched, of the policy
};

}  // namespace

Decision explain(Request const& request, PolicySets const& sets, Explanation& explanation, Semantics semantics) {
  explanation = {};
  explanation.cross_account = relation_of(request, sets, semantics).cross_account;
  Collector collector(explanation);
  Decision const decision = walk(Question(request, sets, semantics), &collector);
  collector.finish_policy();
  bool const tells_missing_keys =
      decision.outcome == Outcome::kImplicitDeny && decision.decided_by != PolicyType::kServiceControl;
  if (tells_missing_keys) explanation.missing_context_keys = missing_context_keys(sets, request.context);
  return decision;
}

// AWS was seen to list the keys of every statement, whatever its action, in each of the spellings there are.
std::vector<std::string> missing_context_keys(PolicySets const& sets, Context const& known) {
  constexpr std::uint64_t kStepsOfText = 100;
  std::vector<std::string> missing;
  std::set<std::string> told;
  auto const add_from = [&](NamedPolicy const& policy) {
    steps += kStepsOfText * policy.compiled->source().statements.size();
    for (std::string& key : context_keys_of(policy.compiled->source())) {
      steps += kStepsOfText;
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
