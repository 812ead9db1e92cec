#include "iam/face/decision_json.h"

#include "iam/policy/names.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using policy::Outcome;

constexpr std::size_t kMembersMax = 8;  // of an object below

void add(json::object& shown, std::string_view name, policy::Position position) {
  auto& place = shown[name].emplace_object();
  place.reserve(2);
  place.emplace("line", position.line);
  place.emplace("column", position.column);
}

void add_statement(policy::MatchedStatement const& matched, json::object& shown) {
  auto const& statement = *matched.statement;
  shown.reserve(kMembersMax);
  shown.emplace("policy", matched.policy.id);
  shown.emplace("type", policy::policy_type_name(matched.type));
  shown.emplace("index", matched.index);
  shown.emplace("effect", statement.effect == policy::Effect::kAllow ? "Allow" : "Deny");
  add(shown, "start", statement.start);
  add(shown, "end", statement.end);
  if (!matched.policy.arn.empty()) shown.emplace("arn", matched.policy.arn);
  if (!statement.sid.empty()) shown.emplace("sid", statement.sid);
}

void add(json::object& layers, policy::PolicyType type, std::optional<Outcome> outcome) {
  if (outcome.has_value()) layers[policy::policy_type_name(type)] = policy::outcome_name(*outcome);
}

void add(json::object& layers, policy::PolicyType type, std::vector<Outcome> const& outcomes) {
  if (outcomes.empty()) return;
  auto& list = layers[policy::policy_type_name(type)].emplace_array();
  for (auto const outcome : outcomes) list.emplace_back(policy::outcome_name(outcome));
}

void add_layers(policy::LayerOutcomes const& outcomes, json::object& layers) {
  add(layers, policy::PolicyType::kIdentity, outcomes.identity);
  add(layers, policy::PolicyType::kPermissionsBoundary, outcomes.boundary);
  add(layers, policy::PolicyType::kSession, outcomes.session);
  add(layers, policy::PolicyType::kScopeDown, outcomes.scope_down);
  add(layers, policy::PolicyType::kResource, outcomes.resource);
  add(layers, policy::PolicyType::kServiceControl, outcomes.service_control);
  add(layers, policy::PolicyType::kResourceControl, outcomes.resource_control);
  add(layers, policy::PolicyType::kEndpoint, outcomes.endpoint);
}

}  // namespace

json::object decision_json(policy::Decision const& decision, json::storage_ptr storage) {
  json::object shown(kMembersMax, std::move(storage));
  shown.emplace("decision", policy::outcome_name(decision.outcome));
  shown.emplace("decided_by", policy::policy_type_name(decision.decided_by));
  return shown;
}

json::object decision_json(policy::Decision const& decision, policy::Explanation const& explanation,
                           json::storage_ptr storage) {
  auto shown = decision_json(decision, std::move(storage));
  auto& statements = shown["matched_statements"].emplace_array();
  for (auto const& matched : policy::deciding_statements(decision, explanation)) {
    add_statement(matched, statements.emplace_back(json::object_kind).get_object());
  }
  auto& missing = shown["missing_context_keys"].emplace_array();
  for (auto const& key : explanation.missing_context_keys) missing.emplace_back(key);
  add_layers(explanation.layers, shown["layers"].emplace_object());
  shown["cross_account"] = explanation.cross_account;
  return shown;
}

}  // namespace iam::gateway
