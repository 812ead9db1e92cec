#include "principals.h"

#include "groups.h"
#include "roles.h"
#include "users.h"

namespace iam::service {
namespace {

template <class Entity>
Result<Principal> as_principal(Result<Entity> entity) {
  if (!entity) return fail(std::move(entity.error()));
  return Principal{.id = entity->id, .name = std::move(entity->name)};
}

Result<Principal> user_called(Call& call, std::string_view name) { return as_principal(find_user(call, name)); }
Result<Principal> group_called(Call& call, std::string_view name) { return as_principal(find_group(call, name)); }
Result<Principal> role_called(Call& call, std::string_view name) { return as_principal(find_role(call, name)); }

Result<Principal> modifiable_role_called(Call& call, std::string_view name) {
  auto role = find_role(call, name);
  if (!role) return fail(std::move(role.error()));
  if (auto modifiable = check_modifiable(*role); !modifiable) return fail(std::move(modifiable.error()));
  return as_principal(std::move(role));
}

}  // namespace

PrincipalKind const kUsers{.noun = "user",
                           .find = user_called,
                           .find_modifiable = user_called,
                           .attached_policies = quotas::kPoliciesPerUser,
                           .inline_policy_size = quotas::kUserPolicySize};

PrincipalKind const kGroups{.noun = "group",
                            .find = group_called,
                            .find_modifiable = group_called,
                            .attached_policies = quotas::kPoliciesPerGroup,
                            .inline_policy_size = quotas::kGroupPolicySize};

PrincipalKind const kRoles{.noun = "role",
                           .find = role_called,
                           .find_modifiable = modifiable_role_called,
                           .attached_policies = quotas::kPoliciesPerRole,
                           .inline_policy_size = quotas::kRolePolicySize};

}  // namespace iam::service
