#include "iam/face/decision_json.h"

#include "iam/policy/names.h"

#include <optional>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using policy::Outcome;

json::object position_json(policy::Position position) { return {{"line", position.line}, {"column", position.column}}; }

json::object statement_json(policy::MatchedStatement const& matched) {
  auto const& statement = *matched.statement;
  json::object shown{{"policy", matched.policy.id},
                     {"type", policy::policy_type_name(matched.type)},
                     {"index", matched.index},
                     {"effect", statement.effect == policy::Effect::kAllow ? "Allow" : "Deny"},
                     {"start", position_json(statement.start)},
                     {"end", position_json(statement.end)}};
  if (!matched.policy.arn.empty()) shown["arn"] = matched.policy.arn;
  if (!statement.sid.empty()) shown["sid"] = statement.sid;
  return shown;
}

void add(json::object& layers, policy::PolicyType type, std::optional<Outcome> outcome) {
  if (outcome.has_value()) layers[policy::policy_type_name(type)] = policy::outcome_name(*outcome);
}

void add(json::object& layers, policy::PolicyType type, std::vector<Outcome> const& outcomes) {
  if (outcomes.empty()) return;
  json::array list;
  for (auto const outcome : outcomes) list.push_back(json::value(policy::outcome_name(outcome)));
  layers[policy::policy_type_name(type)] = std::move(list);
}

json::object layers_json(policy::LayerOutcomes const& outcomes) {
  json::object layers;
  add(layers, policy::PolicyType::kIdentity, outcomes.identity);
  add(layers, policy::PolicyType::kPermissionsBoundary, outcomes.boundary);
  add(layers, policy::PolicyType::kSession, outcomes.session);
  add(layers, policy::PolicyType::kScopeDown, outcomes.scope_down);
  add(layers, policy::PolicyType::kResource, outcomes.resource);
  add(layers, policy::PolicyType::kServiceControl, outcomes.service_control);
  add(layers, policy::PolicyType::kResourceControl, outcomes.resource_control);
  add(layers, policy::PolicyType::kEndpoint, outcomes.endpoint);
  return layers;
}

}  // namespace

json::object decision_json(policy::Decision const& decision) {
  return {{"decision", policy::outcome_name(decision.outcome)},
          {"decided_by", policy::policy_type_name(decision.decided_by)}};
}

json::object decision_json(policy::Decision const& decision, policy::Explanation const& explanation) {
  auto shown = decision_json(decision);
  json::array statements;
  for (auto const& matched : policy::deciding_statements(decision, explanation)) {
    statements.push_back(statement_json(matched));
  }
  shown["matched_statements"] = std::move(statements);
  shown["missing_context_keys"] = json::value_from(explanation.missing_context_keys);
  shown["layers"] = layers_json(explanation.layers);
  shown["cross_account"] = explanation.cross_account;
  return shown;
}

}  // namespace iam::gateway
