// Where an account stands in its organization, and the policies that the organization puts above it.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct OrganizationPlace {
  std::string id;    // o-…: aws:PrincipalOrgID and aws:ResourceOrgID
  std::string path;  // o-…/r-…/ou-…/: aws:PrincipalOrgPaths and aws:ResourceOrgPaths
};

// Nothing for an account that is in no organization.
std::optional<OrganizationPlace> organization_place(store::Session& session, AccountId account);

// By level, from the root of the organization to the account.
struct ControlPolicies {
  std::optional<OrganizationPlace> place;
  std::vector<policy::PolicyList> service_control;
  std::vector<policy::PolicyList> resource_control;
};

// No policies for an account that is in no organization, in one without all features, or manages it.
ControlPolicies control_policies(store::Session& session, PolicyCache& cache, Partition partition, AccountId account);

// Whether the account may begin sessions of the other one's root, as far as their organization is concerned: its
// management account and those it appointed may, about every account but the management account.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
bool manages_root_of(store::Session& session, AccountId account, AccountId member);

// Whom policies are told to own a resource of `account`: AWS's own managed policies were seen to be of an account of
// AWS's (radkawar/stackd, 2026-09-12).
AccountId owner_of(std::string_view resource_arn, AccountId account);

// Whose resource it is: aws:ResourceAccount, aws:ResourceOrgID and aws:ResourceOrgPaths.
void add_owner_keys(AccountId owner, std::optional<OrganizationPlace> const& place, policy::Context& context);

}  // namespace iam::service
