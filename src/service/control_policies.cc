#include "control_policies.h"

#include "iam/base/arn.h"
#include "iam/store/organization.h"

#include <string>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

// `arn:aws:organizations::123456789012:policy/o-…/service_control_policy/p-…`
std::string arn_of(Call const& call, store::Organization const& organization, std::string_view kind,
                   store::ControlPolicy const& policy) {
  std::string arn("arn:");
  arn.append(partition_name(call.caller.partition)).append(":organizations::");
  arn.append(organization.management_account.text()).append(":policy/").append(organization.id);
  return arn.append("/").append(kind).append("/").append(policy.id);
}

}  // namespace

ControlPolicies control_policies(Call& call, PolicyCache& cache, AccountId account) {
  ControlPolicies controls;
  store::Organizations organizations(call.store);
  auto const organization = organizations.of(account);
  if (!organization || organization->management_account == account || !organization->has_all_features) return controls;

  auto const compiled = [&](std::vector<store::ControlPolicy> const& policies, std::string_view kind) {
    policy::PolicyList list;
    for (auto const& policy : policies) {
      auto document = cache.compiled(policy.document);
      if (document == nullptr) continue;
      list.push_back({policy.name, arn_of(call, *organization, kind, policy), std::move(document)});
    }
    return list;
  };
  for (auto const& level : organizations.levels(account)) {
    controls.service_control.push_back(compiled(level.service_control_policies, "service_control_policy"));
    controls.resource_control.push_back(compiled(level.resource_control_policies, "resource_control_policy"));
  }
  return controls;
}

}  // namespace iam::service
