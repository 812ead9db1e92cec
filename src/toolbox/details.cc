#include "details.h"

#include "iam/policy/compile.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway::toolbox {
namespace {

namespace json = boost::json;

using policy::PolicyType;
using service::DeniedRequest;
using service::EvaluatedPolicy;

std::string_view type_name(PolicyType type) {
  switch (type) {
    case PolicyType::kIdentity:
      return "IDENTITY_BASED_POLICY";
    case PolicyType::kPermissionsBoundary:
      return "PERMISSIONS_BOUNDARY";
    case PolicyType::kSession:
    case PolicyType::kScopeDown:
      return "SESSION_POLICY";
    case PolicyType::kResource:
    case PolicyType::kTrust:
      return "RESOURCE_BASED_POLICY";
    case PolicyType::kServiceControl:
      return "SERVICE_CONTROL_POLICY";
    case PolicyType::kResourceControl:
      return "RESOURCE_CONTROL_POLICY";
    case PolicyType::kEndpoint:
      return "VPC_ENDPOINT_POLICY";
  }
  return "";
}

std::string_view effect_name(policy::Outcome outcome) {
  switch (outcome) {
    case policy::Outcome::kAllowed:
      return "ALLOW";
    case policy::Outcome::kImplicitDeny:
      return "IMPLICIT_DENY";
    case policy::Outcome::kExplicitDeny:
      return "EXPLICIT_DENY";
  }
  return "";
}

// A policy with an ARN may be there in several roles and on several levels, and is listed once for each type.
bool is_same(EvaluatedPolicy const& one, EvaluatedPolicy const& other) {
  return one.type == other.type && !one.policy.arn.empty() && one.policy.arn == other.policy.arn;
}

bool is_known_before(std::vector<EvaluatedPolicy> const& policies, std::size_t index) {
  auto const end = policies.begin() + static_cast<std::ptrdiff_t>(index);
  return std::any_of(policies.begin(), end, [&](auto const& each) { return is_same(each, policies[index]); });
}

// Of a policy without an ARN its place tells which it is.
std::string uri_of(std::vector<EvaluatedPolicy> const& policies, std::size_t index) {
  auto const& arn = policies[index].policy.arn;
  return arn.empty() ? "inline-" + std::to_string(index + 1) : arn;
}

json::object shown_policy(std::vector<EvaluatedPolicy> const& policies, std::size_t index) {
  auto const& policy = policies[index];
  json::array holders{json::object{{"arn", policy.policy.attached_to}}};
  for (std::size_t other = index + 1; other < policies.size(); ++other) {
    if (is_same(policy, policies[other])) holders.push_back(json::object{{"arn", policies[other].policy.attached_to}});
  }
  return {{"type", type_name(policy.type)},
          {"inline", policy.policy.arn.empty()},
          {"uri", uri_of(policies, index)},
          {"attachedTo", std::move(holders)}};
}

// What PageRequest says of a page.
struct PageEnd {
  bool is_truncated = false;
  std::optional<std::string> marker;
};

json::array shown_policies(std::vector<EvaluatedPolicy> const& policies, service::PageRequest const& page,
                           PageEnd& page_end) {
  std::vector<std::size_t> indices;
  for (auto i = static_cast<std::size_t>(page.after_number()); i < policies.size(); ++i) {
    if (!is_known_before(policies, i)) indices.push_back(i);
  }
  page.finish(indices, page_end, [](std::size_t index) { return std::to_string(index + 1); });
  json::array list;
  for (auto const index : indices) list.push_back(shown_policy(policies, index));
  return list;
}

bool is_about(policy::MatchedStatement const& matched, EvaluatedPolicy const& policy) {
  return matched.type == policy.type && matched.policy.arn == policy.policy.arn &&
         matched.policy.id == policy.policy.id && matched.policy.attached_to == policy.policy.attached_to;
}

json::object shown(policy::MatchedStatement const& matched) {
  auto const& statement = *matched.statement;
  auto sid = statement.sid.empty() ? "Statement" + std::to_string(matched.index + 1) : statement.sid;
  return {{"sid", std::move(sid)}, {"evaluatedEffect", statement.effect == policy::Effect::kAllow ? "ALLOW" : "DENY"}};
}

// "An implicit denial produces no matched policies."
json::array matched_policies(DeniedRequest const& denied) {
  json::array list;
  if (denied.failure.outcome == policy::Outcome::kImplicitDeny) return list;
  auto const policies = service::evaluated_policies(denied.sets);
  for (std::size_t i = 0; i < policies.size(); ++i) {
    if (is_known_before(policies, i)) continue;
    json::array statements;
    for (auto const& matched : denied.failure.matched) {
      if (is_about(matched, policies[i])) statements.push_back(shown(matched));
    }
    if (statements.empty()) continue;
    list.push_back(json::object{{"uri", uri_of(policies, i)}, {"matchedStatements", std::move(statements)}});
  }
  return list;
}

json::object shown(std::vector<policy::ContextEntry> const& context) {
  json::object keys;
  for (auto const& entry : context) {
    json::array values;
    for (auto const& value : entry.values) values.emplace_back(value);
    bool const is_single = entry.kind == policy::ContextEntry::Kind::kSingle && values.size() == 1;
    keys[entry.key] = is_single ? json::value(values.front()) : json::value(std::move(values));
  }
  return keys;
}

}  // namespace

// One action on one resource is asked at a time, so that all keys of the request are those of its one evaluation.
json::object details(DeniedRequest const& denied, service::PageRequest const& page) {
  json::object evaluation{{"action", denied.failure.action},
                          {"resource", denied.resource},
                          {"context", json::object()},
                          {"evaluatedEffect", effect_name(denied.failure.outcome)},
                          {"matchedPolicies", matched_policies(denied)}};
  PageEnd page_end;
  json::object told{{"requestContext", shown(denied.failure.context)},
                    {"evaluations", json::array{std::move(evaluation)}},
                    {"policies", shown_policies(service::evaluated_policies(denied.sets), page, page_end)}};
  if (page_end.is_truncated) told["nextToken"] = *page_end.marker;
  return told;
}

policy::CompiledPolicyPtr policy_of_uri(DeniedRequest const& denied, std::string_view uri) {
  auto const policies = service::evaluated_policies(denied.sets);
  for (std::size_t i = 0; i < policies.size(); ++i) {
    if (uri_of(policies, i) == uri) return policies[i].policy.compiled;
  }
  return nullptr;
}

}  // namespace iam::gateway::toolbox
