#include "organization_json.h"

#include "organization_words.h"

#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using store::ControlPolicyKind;

json::array policies_of(store::OrganizationStatement const& stated, std::vector<std::size_t> const& places,
                        ControlPolicyKind kind) {
  json::array names;
  for (auto const place : places) {
    auto const& [policy_kind, policy] = stated.policies[place];
    if (policy_kind == kind) names.emplace_back(policy.name);
  }
  return names;
}

// The targets whose parent is at `place`, in the order they were stated. Recursion is as deep as units are nested.
json::object level_json(store::OrganizationStatement const& stated, std::size_t place) {
  auto const& target = stated.targets[place];
  json::object level{{"id", target.id}};
  if (target.parent.has_value() && !target.account.has_value()) level["name"] = target.name;
  for (auto const& kind : kOrganizationPolicyKinds)
    level[kind.member] = policies_of(stated, target.policies, kind.kind);
  if (target.account.has_value()) return level;
  json::array accounts;
  json::array units;
  for (std::size_t each = place + 1; each < stated.targets.size(); ++each) {
    if (stated.targets[each].parent != place) continue;
    (stated.targets[each].account.has_value() ? accounts : units).push_back(level_json(stated, each));
  }
  level["accounts"] = std::move(accounts);
  level["units"] = std::move(units);
  return level;
}

}  // namespace

json::object organization_json(store::OrganizationStatement const& stated) {
  auto const& organization = stated.organization;
  json::object shown{{"id", organization.id},
                     {"management_account", organization.management_account.text()},
                     {"features", organization.has_all_features ? kAllFeatures : kBillingOnly}};
  json::array services;
  if (organization.trusts_iam) services.emplace_back(kIam);
  shown["trusted_services"] = std::move(services);
  json::array administrators;
  for (auto const& target : stated.targets) {
    if (target.is_delegated_administrator) administrators.emplace_back(target.id);
  }
  shown["delegated_administrators"] = std::move(administrators);
  json::array features;
  if (organization.manages_root_credentials) features.emplace_back(kRootCredentials);
  if (organization.allows_root_sessions) features.emplace_back(kRootSessions);
  shown["root_features"] = std::move(features);
  for (auto const& kind : kOrganizationPolicyKinds) {
    json::object policies;
    for (auto const& [policy_kind, policy] : stated.policies) {
      if (policy_kind == kind.kind) policies[policy.name] = {{"id", policy.id}, {"document", policy.document}};
    }
    shown[kind.member] = std::move(policies);
  }
  shown["root"] = level_json(stated, 0);
  return shown;
}

}  // namespace iam::gateway
