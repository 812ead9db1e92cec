#include "denials.h"

#include "iam/authorization/authorization_message.h"
#include "iam/face/answers.h"
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

// One text stands alone, several in a list, as people write policies.
json::value one_or_list(std::vector<std::string> const& texts) {
  if (texts.size() == 1) return json::value(texts.front());
  json::array list;
  for (auto const& text : texts) list.emplace_back(text);
  return list;
}

json::object allowing(std::vector<std::string> const& actions, std::vector<std::string> const& resources) {
  return {{"Effect", "Allow"}, {"Action", one_or_list(actions)}, {"Resource", one_or_list(resources)}};
}

json::object shown(std::vector<policy::ContextEntry> const& context) {
  json::object keys;
  for (auto const& entry : context) {
    json::array values;
    for (auto const& value : entry.values) values.emplace_back(value);
    keys[entry.key] = std::move(values);
  }
  return keys;
}

json::object shown(service::DeniedRequest const& denied, service::Seal const& seal) {
  auto const& failure = denied.failure;
  bool const is_explicit = failure.outcome == policy::Outcome::kExplicitDeny;
  json::object shown_denial{{"at", to_iso8601(denied.at)},
                            {"request_id", denied.request_id},
                            {"principal", denied.principal},
                            {"action", failure.action},
                            {"resource", denied.resource},
                            {"decision", policy::outcome_name(failure.outcome)},
                            {"decided_by", policy::policy_type_name(denied.decided_by)},
                            {"enforced", denied.was_enforced},
                            {"message", denied.sentence},
                            {"context", shown(failure.context)}};
  if (is_explicit) {
    // Nothing that could be added would allow it.
    shown_denial["statement"] = nullptr;
    shown_denial["denied_by"] = denied.policy_arn.empty() ? denied.policy_id : denied.policy_arn;
  } else {
    shown_denial["statement"] = allowing({failure.action}, {denied.resource});
  }
  auto const encoded = service::encoded_message(seal, failure.principal_arn, service::authorization_message(failure));
  if (encoded) shown_denial["encoded_message"] = *encoded;
  return shown_denial;
}

}  // namespace

HttpResponse denials(Environment const& environment, service::Authorizer& authorizer, HttpRequest const& request) {
  auto const account = account_parameter(request);
  if (!account.has_value()) return json_error(400, kBadAccount);
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
