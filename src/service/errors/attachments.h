// Errors of attaching managed policies. Wording: recorded AWS answers unless a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error policy_not_attachable(std::string_view arn);
Error service_role_policy();

}  // namespace iam::service::errors
