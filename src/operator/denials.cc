#include "denials.h"

#include "iam/authorization/authorization_message.h"
#include "iam/face/answers.h"
#include "iam/policy/compile.h"
#include "iam/policy/names.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "2012-10-17";
constexpr std::string_view kIdOrAccount = "`id` names one denial of any account: give it or `account`, not both";
constexpr std::string_view kNoSuchDenial = "no denial of the last 24 hours that is still kept has this `id`";

json::array texts_of(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& text : texts) list.emplace_back(text);
  return list;
}

// One text stands alone, several in a list, as people write policies.
json::value one_or_list(std::vector<std::string> const& texts) {
  return texts.size() == 1 ? json::value(texts.front()) : json::value(texts_of(texts));
}

json::object allowing(std::vector<std::string> const& actions, std::vector<std::string> const& resources) {
  return {{"Effect", "Allow"}, {"Action", one_or_list(actions)}, {"Resource", one_or_list(resources)}};
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

json::object shown(service::DeniedRequest const& denied, service::Seal const& seal) {
  auto const& failure = denied.failure;
  bool const is_explicit = failure.outcome == policy::Outcome::kExplicitDeny;
  json::object shown_denial{{"at", to_iso8601(denied.at)},
                            {"authorization_id", denied.authorization_id},
                            {"request_id", denied.request_id},
                            {"principal", denied.principal},
                            {"action", failure.action},
                            {"resource", denied.resource},
                            {"decision", policy::outcome_name(failure.outcome)},
                            {"decided_by", policy::policy_type_name(denied.decided_by)},
                            {"enforced", denied.was_enforced},
                            {"message", denied.sentence},
                            {"context", shown(failure.context)}};
  bool const is_by_trust = denied.decided_by == policy::PolicyType::kTrust;
  if (is_explicit || is_by_trust || denied.decided_by == policy::PolicyType::kScopeDown) {
    // Nothing that the requester's policies could be given would allow it.
    shown_denial["statement"] = nullptr;
  } else {
    shown_denial["statement"] = allowing({failure.action}, {denied.resource});
  }
  if (is_by_trust) {
    shown_denial["why"] = denied.why;
    shown_denial["trust_policy"] = shown(denied.statements);
  } else if (is_explicit || !denied.policy_id.empty()) {
    shown_denial["denied_by"] = denied.policy_arn.empty() ? denied.policy_id : denied.policy_arn;
  }
  auto const encoded = service::encoded_message(seal, failure.principal_arn, service::authorization_message(failure));
  if (encoded) shown_denial["encoded_message"] = *encoded;
  return shown_denial;
}

// As they were at the moment of the denial, whatever became of them.
json::array shown(std::vector<service::EvaluatedPolicy> const& policies) {
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

HttpResponse one_denial(Environment const& environment, service::Authorizer& authorizer, std::string_view id) {
  auto const found = authorizer.denials().find(id, environment.clock.now());
  if (!found.has_value()) return json_error(404, kNoSuchDenial);
  auto shown_denial = shown(found->denied, environment.seal);
  shown_denial["policies"] = shown(found->denied.policies);
  return json_response(200, std::move(shown_denial));
}

}  // namespace

HttpResponse denials(Environment const& environment, service::Authorizer& authorizer, HttpRequest const& request) {
  auto const account = account_parameter(request);
  if (!account.has_value()) return json_error(400, kBadAccount);
  if (auto const id = query_parameter(request.target.query, "id")) {
    if (account->has_value()) return json_error(400, kIdOrAccount);
    return one_denial(environment, authorizer, *id);
  }
  json::array list;
  for (auto const& denied : authorizer.denials().latest(account->value_or(environment.default_account))) {
    list.push_back(shown(denied, environment.seal));
  }
  return json_response(200, json::object{{"denials", std::move(list)}});
}

HttpResponse seen_policy(service::Authorizer& authorizer, HttpRequest const& request) {
  auto const principal = query_parameter(request.target.query, "principal");
  if (!principal.has_value() || principal->empty()) return json_error(400, "`principal` is the ARN of a user or role");
  json::array statements;
  for (auto const& [actions, resources] : authorizer.seen().grants(*principal)) {
    statements.push_back(allowing(actions, resources));
  }
  return json_response(200, json::object{{"Version", kVersion}, {"Statement", std::move(statements)}});
}

}  // namespace iam::gateway
