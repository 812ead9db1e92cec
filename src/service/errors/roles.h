// Errors of roles. Wording: recorded AWS answers, but for service-linked roles, where users quoted AWS.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_role(std::string_view name);
Error role_exists(std::string_view name);
Error path_is_for_service_linked_roles();
Error role_is_protected(std::string_view name);

}  // namespace iam::service::errors
