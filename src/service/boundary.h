// Permissions boundaries of users and roles.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#pragma once

#include "iam/api/common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// Whether `arn` names a managed policy that this account can set as a boundary.
Status check_boundary(Call& call, std::string_view arn);

std::optional<api::AttachedPermissionsBoundary> to_api_boundary(std::optional<std::string> const& arn);

}  // namespace iam::service
