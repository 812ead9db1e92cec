// The policies by which a user, group or role is granted permissions, for access advisor.
#pragma once

#include "iam/base/result.h"
#include "iam/policy/allowed_actions.h"
#include "iam/service/call.h"
#include "iam/store/entities.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Whose policies count: the one that was asked for and, of a user, its groups.
struct PolicyHolder {
  store::EntityId id;
  std::string_view type;  // as EntityType names it
  std::string name;
};

// The one asked for comes first. NoSuchEntity when the ARN names no user, group or role that there is; InvalidInput
// when it is not one of such.
Result<std::vector<PolicyHolder>> find_policy_holders(Call& call, std::string_view arn);

struct HeldPolicy {
  std::string name;
  std::optional<std::string> arn;  // of a managed policy
  PolicyHolder const& holder;
  policy::AllowedActions allowed;
};

// Inline and attached policies of the holders, who must outlive them. A managed policy that two of them have is there
// once.
std::vector<HeldPolicy> held_policies(Call& call, std::vector<PolicyHolder> const& holders);

// What a document allows; nothing when it cannot be read.
policy::AllowedActions allowed_actions(std::string_view document);

}  // namespace iam::service
