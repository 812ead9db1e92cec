#include "role_deletion.h"

#include "deletion_rules.h"
#include "errors/instance_profiles.h"
#include "iam/store/instance_profiles.h"

namespace iam::service {
namespace {

bool is_in_instance_profiles(Call& call, store::EntityId role) {
  return store::InstanceProfiles(call.store).any_of_role(role);
}

}  // namespace

Status check_role_deletion(Call& call, store::EntityId role) {
  // Asked from the top. Each sentence is known, their order is not.
  DeletionRule const rules[] = {
      kNoAttachedPolicies,
      kNoInlinePolicies,
      {is_in_instance_profiles, kRemoveRolesFromProfile},
  };
  return check_deletion(call, role, rules);
}

}  // namespace iam::service
