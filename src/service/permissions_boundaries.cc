// Permissions boundaries of users and roles.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#include "iam/service/handlers/permissions_boundaries.h"
#include "boundary.h"
#include "errors/attachments.h"
#include "iam/authorization/policy_arn.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"
#include "principals.h"

namespace iam::service {
namespace {

template <class Repository>
Status put_boundary(Call& call, PrincipalKind const& kind, std::string_view name, std::string const& policy_arn) {
  if (auto sound = check_policy_arn(call, policy_arn); !sound) return sound;
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  if (auto sound = check_boundary(call, policy_arn); !sound) return sound;
  if (is_service_role_policy(policy_arn)) return fail(errors::service_role_policy());
  Repository(call.store).set_boundary(principal->id, policy_arn);
  return {};
}

// Succeeds when there is none: so another IAM-compatible server says of AWS.
template <class Repository>
Status delete_boundary(Call& call, PrincipalKind const& kind, std::string_view name) {
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  Repository(call.store).set_boundary(principal->id, std::nullopt);
  return {};
}

}  // namespace

Status put_user_permissions_boundary(Call& call, api::PutUserPermissionsBoundaryRequest const& request) {
  return put_boundary<store::Users>(call, kUsers, request.user_name, request.permissions_boundary);
}

Status put_role_permissions_boundary(Call& call, api::PutRolePermissionsBoundaryRequest const& request) {
  return put_boundary<store::Roles>(call, kRoles, request.role_name, request.permissions_boundary);
}

Status delete_user_permissions_boundary(Call& call, api::DeleteUserPermissionsBoundaryRequest const& request) {
  return delete_boundary<store::Users>(call, kUsers, request.user_name);
}

Status delete_role_permissions_boundary(Call& call, api::DeleteRolePermissionsBoundaryRequest const& request) {
  return delete_boundary<store::Roles>(call, kRoles, request.role_name);
}

}  // namespace iam::service
