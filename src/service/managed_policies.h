// What the rest of the service asks of managed policies: the account's own and those that AWS manages.
#pragma once

#include "iam/service/call.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

struct PolicyIdentity {
  std::string name;
  std::string path;
};

// The policy that `arn` names for this account: one of its own, or one of AWS's in its partition; nothing when there
// is none.
std::optional<PolicyIdentity> find_attachable_policy(Call& call, std::string_view arn);

}  // namespace iam::service
