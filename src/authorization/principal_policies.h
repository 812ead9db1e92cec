// The policies that a principal brings along, ready to be evaluated.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#pragma once

#include "iam/authorization/caller_context.h"
#include "iam/authorization/policy_cache.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"

#include <cstddef>
#include <string>

namespace iam::service {

struct PrincipalPolicies {
  policy::PolicySets sets;  // those of the principal, its groups, its boundary and its account's organization
  CallerFacts facts;
  bool service_linked = false;  // the role
  bool asks_for_keys = false;   // one of the policies has a condition or a variable
};

// Those of the user or role whose permissions the caller has; what a session takes away is not among them. Policies
// are named as AWS's simulators name them.
PrincipalPolicies principal_policies(Call& call, PolicyCache& cache);

// Adds what the caller's session takes away: its session policies, and what GetScopedCredentials left of it.
void add_session_policies(Call& call, PolicyCache& cache, policy::PolicySets& sets);

// As denials name a scope-down policy of a session, counted from 0: "scope_down_policy_1".
std::string scope_down_policy_id(std::size_t index);

}  // namespace iam::service
