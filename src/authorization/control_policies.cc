#include "iam/authorization/control_policies.h"

#include "iam/store/organization.h"

#include <string_view>
#include <utility>

namespace iam::service {
namespace {

// `arn:aws:organizations::123456789012:`
std::string arn_beginning(Partition partition, std::string_view account) {
  std::string arn("arn:");
  return arn.append(partition_name(partition)).append(":organizations::").append(account).append(":");
}

// `…:policy/o-…/service_control_policy/p-…`; those that AWS made are
// `arn:aws:organizations::aws:policy/…/p-FullAWSAccess`
std::string arn_of(Partition partition, store::Organization const& organization, std::string_view kind,
                   store::ControlPolicy const& policy) {
  bool const is_of_aws = policy.id.ends_with("FullAWSAccess");
  auto arn = arn_beginning(partition, is_of_aws ? "aws" : organization.management_account.text()).append("policy/");
  if (!is_of_aws) arn.append(organization.id).append("/");
  return arn.append(kind).append("/").append(policy.id);
}

// `…:root/o-…/r-…`, `…:ou/o-…/ou-…`, `…:account/o-…/123456789012`
std::string arn_of(Partition partition, store::Organization const& organization, std::string_view target) {
  auto const* kind = target.starts_with("r-") ? "root/" : target.starts_with("ou-") ? "ou/" : "account/";
  auto arn = arn_beginning(partition, organization.management_account.text()).append(kind);
  return arn.append(organization.id).append("/").append(target);
}

OrganizationPlace place_of(AccountId account, store::Organization const& organization,
                           std::vector<store::OrganizationLevel> const& levels) {
  OrganizationPlace place{organization.id, organization.id + "/"};
  for (auto const& level : levels) {
    if (level.target != account.text()) place.path.append(level.target).append("/");
  }
  return place;
}

}  // namespace

std::optional<OrganizationPlace> organization_place(store::Session& session, AccountId account) {
  store::Organizations organizations(session);
  auto const organization = organizations.of(account);
  if (!organization) return std::nullopt;
  return place_of(account, *organization, organizations.levels(account));
}

ControlPolicies control_policies(store::Session& session, PolicyCache& cache, Partition partition, AccountId account) {
  ControlPolicies controls;
  store::Organizations organizations(session);
  auto const organization = organizations.of(account);
  if (!organization) return controls;
  auto const levels = organizations.levels(account);
  controls.place = place_of(account, *organization, levels);
  if (organization->management_account == account || !organization->has_all_features) return controls;

  auto const compiled = [&](std::vector<store::ControlPolicy> const& policies, std::string_view kind,
                            std::string const& target) {
    policy::PolicyList list;
    for (auto const& policy : policies) {
      auto document = cache.compiled(policy.document);
      if (document == nullptr) continue;
      list.push_back({policy.name, arn_of(partition, *organization, kind, policy), std::move(document), target});
    }
    return list;
  };
  for (auto const& level : levels) {
    auto const target = arn_of(partition, *organization, level.target);
    controls.service_control.push_back(compiled(level.service_control_policies, "service_control_policy", target));
    controls.resource_control.push_back(compiled(level.resource_control_policies, "resource_control_policy", target));
  }
  return controls;
}

bool manages_root_of(store::Session& session, AccountId account, AccountId member) {
  store::Organizations organizations(session);
  auto const organization = organizations.of(account);
  if (!organization || !organization->has_all_features || !organization->trusts_iam) return false;
  if (!organization->allows_root_sessions || member == organization->management_account) return false;
  bool const is_administrator =
      organization->management_account == account || organizations.is_delegated_administrator(account);
  auto const theirs = organizations.of(member);
  return is_administrator && theirs.has_value() && theirs->id == organization->id;
}

AccountId owner_of(std::string_view resource_arn, AccountId account) {
  auto const arn = parse_arn(resource_arn);
  bool const is_of_aws = arn.has_value() && arn->service == "iam" && arn->account == "aws";
  return is_of_aws ? *AccountId::parse("639982225848") : account;
}

void add_owner_keys(AccountId owner, std::optional<OrganizationPlace> const& place, policy::Context& context) {
  context.set("aws:ResourceAccount", owner.text());
  if (!place) return;
  context.set("aws:ResourceOrgID", place->id);
  context.set_list("aws:ResourceOrgPaths", {place->path});
}

}  // namespace iam::service
