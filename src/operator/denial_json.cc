#include "denial_json.h"

#include "iam/authorization/authorization_message.h"
#include "iam/policy/compile.h"
#include "iam/policy/names.h"

#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

json::array texts_of(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& text : texts) list.emplace_back(text);
  return list;
}

json::value one_or_list(std::vector<std::string> const& texts) {
  return texts.size() == 1 ? json::value(texts.front()) : json::value(texts_of(texts));
}

json::object shown(std::vector<policy::ContextEntry> const& context) {
  json::object keys;
  for (auto const& entry : context) {
    keys[entry.key] = texts_of(entry.values);
  }
  return keys;
}

json::object shown(policy::Miss const& miss) {
  json::object shown_miss{{"element", miss.element}};
  if (!miss.op.empty()) shown_miss["operator"] = miss.op;
  if (!miss.key.empty()) shown_miss["key"] = miss.key;
  shown_miss["policy"] = texts_of(miss.policy);
  shown_miss["request"] = nullptr;
  if (miss.request) shown_miss["request"] = texts_of(*miss.request);
  return shown_miss;
}

json::array shown(std::vector<policy::StatementMisses> const& statements) {
  json::array list;
  for (auto const& statement : statements) {
    json::array misses;
    for (auto const& miss : statement.misses) misses.push_back(shown(miss));
    json::object shown_statement{{"index", statement.index},
                                 {"effect", statement.effect == policy::Effect::kAllow ? "Allow" : "Deny"},
                                 {"misses", std::move(misses)}};
    if (!statement.sid.empty()) shown_statement["sid"] = statement.sid;
    list.push_back(std::move(shown_statement));
  }
  return list;
}

}  // namespace

json::object allowing(std::vector<std::string> const& actions, std::vector<std::string> const& resources) {
  return {{"Effect", "Allow"}, {"Action", one_or_list(actions)}, {"Resource", one_or_list(resources)}};
}

json::object way_out_of(service::DeniedRequest const& denied) {
  auto const& failure = denied.failure;
  bool const is_explicit = failure.outcome == policy::Outcome::kExplicitDeny;
  bool const is_by_trust = denied.decided_by == policy::PolicyType::kTrust;
  json::object way{{"action", failure.action},
                   {"resource", denied.resource},
                   {"decision", policy::outcome_name(failure.outcome)},
                   {"decided_by", policy::policy_type_name(denied.decided_by)},
                   {"enforced", denied.was_enforced},
                   {"message", denied.sentence}};
  if (is_explicit || is_by_trust || denied.decided_by == policy::PolicyType::kScopeDown) {
    // Nothing that the requester's policies could be given would allow it.
    way["statement"] = nullptr;
  } else {
    way["statement"] = allowing({failure.action}, {denied.resource});
  }
  if (is_by_trust) {
    way["why"] = denied.why;
    way["trust_policy"] = shown(denied.statements);
  } else if (is_explicit || !denied.policy_id.empty()) {
    way["denied_by"] = denied.policy_arn.empty() ? denied.policy_id : denied.policy_arn;
  }
  return way;
}

json::object denial_json(service::DeniedRequest const& denied, service::Seal const& seal, IdSource& ids) {
  auto const& failure = denied.failure;
  json::object told{{"at", to_iso8601(denied.at)},
                    {"authorization_id", denied.authorization_id},
                    {"request_id", denied.request_id},
                    {"principal", denied.principal}};
  for (auto& [name, value] : way_out_of(denied)) told[name] = std::move(value);
  told["context"] = shown(failure.context);
  auto const encoded =
      service::encoded_message(seal, ids, failure.principal_arn, service::authorization_message(failure));
  if (encoded) told["encoded_message"] = *encoded;
  return told;
}

json::array policies_json(std::vector<service::EvaluatedPolicy> const& policies) {
  json::array list;
  for (auto const& [type, policy] : policies) {
    json::object shown_policy{{"type", policy::policy_type_name(type)}};
    if (!policy.id.empty()) shown_policy["id"] = policy.id;
    if (!policy.arn.empty()) shown_policy["arn"] = policy.arn;
    if (!policy.attached_to.empty()) shown_policy["attached_to"] = policy.attached_to;
    shown_policy["document"] = policy::text_of(*policy.compiled);
    list.push_back(std::move(shown_policy));
  }
  return list;
}

}  // namespace iam::gateway
