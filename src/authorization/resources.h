// What the operations of IAM and STS act on.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
#pragma once

#include "iam/authorization/need.h"
#include "iam/authorization/permission_request.h"
#include "iam/call/call.h"
#include "iam/call/permission.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// What a policy names where an operation acts on no single resource.
inline constexpr std::string_view kEveryResource = "*";

// What a request acts on. What is not there has the ARN that it would have in the path `/`, so that a denial does not
// tell whether it is.
Resource find_resource(Call& call, Permission::Resource const& rule, PermissionRequest const& request);

// What an entity becomes when it gets another name or path.
Resource moved(Resource const& resource, std::optional<std::string> const& name,
               std::optional<std::string> const& path);

// A role that a service gets to use.
Resource find_passed_role(Call& call, std::string_view name);

}  // namespace iam::service
