// Errors of service-linked roles. Wording: recorded AWS answers, but where a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_service_linked_template(std::string_view service);
Error suffix_not_allowed(std::string_view service);
Error service_linked_name_too_long();
Error service_linked_role_exists(std::string_view role);
Error no_such_deletion_task(std::string_view task);

}  // namespace iam::service::errors
