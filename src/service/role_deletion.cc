#include "role_deletion.h"

#include "deletion_rules.h"

namespace iam::service {

Status check_role_deletion(Call& call, store::EntityId role) {
  // Asked from the top. Each sentence is known, their order is not.
  DeletionRule const rules[] = {
      kNoAttachedPolicies,
      kNoInlinePolicies,
  };
  return check_deletion(call, role, rules);
}

}  // namespace iam::service
