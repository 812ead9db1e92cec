// The policies that an organization puts above an account.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/base/account.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"

#include <string>
#include <vector>

namespace iam::service {

// By level, from the root of the organization to the account.
struct ControlPolicies {
  std::vector<policy::PolicyList> service_control;
  std::vector<policy::PolicyList> resource_control;
  // aws:PrincipalOrgID and aws:PrincipalOrgPaths of the account. Empty: it is in no organization.
  std::string organization_id;
  std::string organization_path;
};

// No policies for an account that is in no organization, or manages it.
ControlPolicies control_policies(store::Session& session, PolicyCache& cache, Partition partition, AccountId account);

}  // namespace iam::service
