// The policies by which users, groups and roles are granted permissions. Whoever decides, simulates or reports what a
// principal may do collects them here.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/call/call.h"
#include "iam/policy/allowed_actions.h"
#include "iam/policy/evaluate.h"
#include "iam/store/entities.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Whose policies count: the one that was asked for and, of a user, its groups.
struct PolicyHolder {
  store::EntityId id;
  std::string_view type;  // as EntityType names it: "USER", "GROUP", "ROLE"
  std::string name;
  std::string arn = {};  // for whoever tells of its policies
};

// The holder and, of a user, its groups.
std::vector<PolicyHolder> with_groups(Call& call, PolicyHolder holder);

struct HeldPolicy {
  std::string name;
  std::optional<std::string> arn;  // of a managed policy
  PolicyHolder holder;
  policy::CompiledPolicyPtr compiled;  // never null
};

// Inline and attached policies of the holders. A managed policy that two of them have is there once. A document that
// is no policy, which no operation saves, is left out; an attached policy that cannot be found denies everything, for
// nobody knows what it would deny.
std::vector<HeldPolicy> held_policies(Call& call, PolicyCache& cache, std::vector<PolicyHolder> const& holders);

// As the simulators name it, and denials: `user_Bob_inline`, or the name of a managed policy.
policy::NamedPolicy named(HeldPolicy policy);

// The managed policy of a session, with the policy that denies everything in the place of one that cannot be found.
policy::NamedPolicy attached_policy(Call& call, PolicyCache& cache, std::string const& arn);

// The managed policy that limits a user or role. One that cannot be found lets nothing through.
policy::NamedPolicy boundary_policy(Call& call, PolicyCache& cache, std::string const& arn);

// What a policy allows, for access advisor.
policy::AllowedActions allowed_actions(policy::CompiledPolicy const& policy);

}  // namespace iam::service
