#include "user_deletion.h"

#include "deletion_rules.h"
#include "iam/store/groups.h"

namespace iam::service {
namespace {

bool is_in_groups(Call& call, store::EntityId user) { return store::Memberships(call.store).count_of_user(user) > 0; }

}  // namespace

Status check_user_deletion(Call& call, store::EntityId user) {
  // Asked from the top. That inline policies come before access keys is known; of the others each sentence is known
  // and the order is not.
  DeletionRule const rules[] = {
      kNoAttachedPolicies,
      kNoInlinePolicies,
      {is_in_groups, "remove users from group"},
  };
  return check_deletion(call, user, rules);
}

}  // namespace iam::service
