// The policies by which a user, group or role is granted permissions.
#pragma once

#include "iam/call/call.h"
#include "iam/policy/allowed_actions.h"
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

// The holder and, of a user, its groups.
std::vector<PolicyHolder> with_groups(Call& call, PolicyHolder holder);

struct HeldPolicy {
  std::string name;
  std::optional<std::string> arn;  // of a managed policy
  PolicyHolder holder;
  std::string document;
};

// Inline and attached policies of the holders. A managed policy that two of them have is there once.
std::vector<HeldPolicy> held_policies(Call& call, std::vector<PolicyHolder> const& holders);

// What a document allows, for access advisor; nothing when it cannot be read.
policy::AllowedActions allowed_actions(std::string_view document);

}  // namespace iam::service
