#include "control_policies.h"

#include "iam/base/arn.h"
#include "iam/store/organization.h"

#include <string_view>
#include <utility>

namespace iam::service {
namespace {

// `arn:aws:organizations::123456789012:policy/o-…/service_control_policy/p-…`
std::string arn_of(Partition partition, store::Organization const& organization, std::string_view kind,
                   store::ControlPolicy const& policy) {
  std::string arn("arn:");
  arn.append(partition_name(partition)).append(":organizations::");
  arn.append(organization.management_account.text()).append(":policy/").append(organization.id);
  return arn.append("/").append(kind).append("/").append(policy.id);
}

}  // namespace

ControlPolicies control_policies(store::Session& session, PolicyCache& cache, Partition partition, AccountId account) {
  ControlPolicies controls;
  store::Organizations organizations(session);
  auto const organization = organizations.of(account);
  if (!organization) return controls;
  auto const levels = organizations.levels(account);
  controls.organization_id = organization->id;
  controls.organization_path = organization->id + "/";
  for (auto const& level : levels) {
    if (level.target != account.text()) controls.organization_path.append(level.target).append("/");
  }
  if (organization->management_account == account || !organization->has_all_features) return controls;

  auto const compiled = [&](std::vector<store::ControlPolicy> const& policies, std::string_view kind) {
    policy::PolicyList list;
    for (auto const& policy : policies) {
      auto document = cache.compiled(policy.document);
      if (document == nullptr) continue;
      list.push_back({policy.name, arn_of(partition, *organization, kind, policy), std::move(document)});
    }
    return list;
  };
  for (auto const& level : levels) {
    controls.service_control.push_back(compiled(level.service_control_policies, "service_control_policy"));
    controls.resource_control.push_back(compiled(level.resource_control_policies, "resource_control_policy"));
  }
  return controls;
}

}  // namespace iam::service
