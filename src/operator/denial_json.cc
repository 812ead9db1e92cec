#include "denial_json.h"

#include "iam/authorization/authorization_message.h"
#include "iam/face/decision_json.h"
#include "iam/policy/evaluate.h"
#include "iam/policy/names.h"
#include "policy_json.h"

#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

json::value one_or_list(std::vector<std::string> const& texts) {
  return texts.size() == 1 ? json::value(texts.front()) : json::value(texts_json(texts));
}

json::object shown(std::vector<policy::ContextEntry> const& context) {
  json::object keys;
  for (auto const& entry : context) {
    keys[entry.key] = texts_json(entry.values);
  }
  return keys;
}

}  // namespace

json::object allowing(std::vector<std::string> const& actions, std::vector<std::string> const& resources) {
  return {{"Effect", "Allow"}, {"Action", one_or_list(actions)}, {"Resource", one_or_list(resources)}};
}

json::value remedy(policy::Outcome outcome, policy::PolicyType decided_by, std::string const& action,
                   std::string const& resource) {
  bool const is_beyond_requester = outcome == policy::Outcome::kExplicitDeny ||
                                   decided_by == policy::PolicyType::kTrust ||
                                   decided_by == policy::PolicyType::kScopeDown;
  if (is_beyond_requester) return nullptr;
  return allowing({action}, {resource});
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
  way["statement"] = remedy(failure.outcome, denied.decided_by, failure.action, denied.resource);
  if (is_by_trust) {
    way["why"] = denied.why;
    way["trust_policy"] = statements_json(denied.statements);
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

json::object explained_denial_json(service::DeniedRequest const& denied, service::Seal const& seal, IdSource& ids) {
  auto told = denial_json(denied, seal, ids);
  auto const request = service::request_of(denied);
  policy::Explanation explanation;
  auto const decision = policy::explain(request, denied.sets, explanation);
  // No policy decided that a role does not exist.
  bool const was_decided_so = decision.outcome == denied.failure.outcome && decision.decided_by == denied.decided_by;
  if (was_decided_so) {
    for (auto& [name, value] : decision_json(decision, explanation)) told[name] = std::move(value);
  }
  told["policies"] = policies_json(denied.sets, request);
  return told;
}

}  // namespace iam::gateway
