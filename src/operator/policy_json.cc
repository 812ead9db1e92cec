#include "policy_json.h"

#include "iam/policy/compile.h"
#include "iam/policy/names.h"

#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

json::object miss_json(policy::Miss const& miss) {
  json::object told{{"element", miss.element}};
  if (!miss.op.empty()) told["operator"] = miss.op;
  if (!miss.key.empty()) told["key"] = miss.key;
  told["policy"] = texts_json(miss.policy);
  told["request"] = nullptr;
  if (miss.request) told["request"] = texts_json(*miss.request);
  if (miss.needs_set_operator) told["needs_set_operator"] = true;
  return told;
}

json::object statement_json(policy::StatementMisses const& statement) {
  json::array misses;
  for (auto const& miss : statement.misses) misses.push_back(miss_json(miss));
  json::object told{{"index", statement.index},
                    {"effect", statement.effect == policy::Effect::kAllow ? "Allow" : "Deny"},
                    {"misses", std::move(misses)}};
  if (!statement.sid.empty()) told["sid"] = statement.sid;
  return told;
}

json::object policy_json(service::EvaluatedPolicy const& evaluated) {
  auto const& policy = evaluated.policy;
  json::object told{{"type", policy::policy_type_name(evaluated.type)}};
  if (!policy.id.empty()) told["id"] = policy.id;
  if (!policy.arn.empty()) told["arn"] = policy.arn;
  if (!policy.attached_to.empty()) told["attached_to"] = policy.attached_to;
  if (evaluated.level) told["level"] = *evaluated.level;
  told["document"] = policy::text_of(*policy.compiled);
  return told;
}

}  // namespace

json::array texts_json(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& text : texts) list.emplace_back(text);
  return list;
}

json::object point_json(policy::Point const& point) {
  return {{"line", point.position.line}, {"column", point.position.column}, {"offset", point.unit}};
}

json::array statements_json(std::vector<policy::StatementMisses> const& statements) {
  json::array list;
  for (auto const& statement : statements) list.push_back(statement_json(statement));
  return list;
}

json::array policies_json(policy::PolicySets const& sets) {
  json::array list;
  for (auto const& evaluated : service::evaluated_policies(sets)) list.push_back(policy_json(evaluated));
  return list;
}

json::array policies_json(policy::PolicySets const& sets, policy::Request const& request, policy::Semantics semantics) {
  json::array list;
  for (auto const& evaluated : service::evaluated_policies(sets)) {
    policy::Places const places(policy::text_of(*evaluated.policy.compiled));
    json::array statements;
    for (auto const& found : policy::misses(request, sets, evaluated.policy, evaluated.type, semantics)) {
      auto statement = statement_json(found);
      statement["applies"] = found.misses.empty();
      auto const& span = places.span_of(found.index);
      statement["start"] = point_json(span.begin);
      statement["end"] = point_json(span.end);
      statements.push_back(std::move(statement));
    }
    auto told = policy_json(evaluated);
    told["statements"] = std::move(statements);
    list.push_back(std::move(told));
  }
  return list;
}

}  // namespace iam::gateway
