// ARNs of managed policies, as requests name them.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service {

// Whether `arn` could name a managed policy at all: `ARN <arn> is not valid.` when not.
Status check_policy_arn(std::string_view arn);

// Whether it names one of the policies that AWS keeps for service-linked roles.
bool is_service_role_policy(std::string_view arn);

// The name at the end of the ARN. REQUIRES: check_policy_arn succeeds.
std::string_view policy_name(std::string_view arn);

}  // namespace iam::service
