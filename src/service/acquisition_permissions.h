// What a caller of AcquireRole must be allowed besides reading the template: whatever is done to have the role.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_role-manager_enable-use.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/roles.h"
#include "role_blueprint.h"

#include <string_view>

namespace iam::service {

// To be handed a role that there is.
Status check_reuse_permission(Call& call, store::Role const& role, std::string_view template_arn);

// To have it made. Asked before anything is made: what is made would be found while it is asked.
Status check_creation_permissions(Call& call, RoleBlueprint const& blueprint, std::string_view template_arn);

}  // namespace iam::service
