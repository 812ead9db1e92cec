// ARNs of managed policies, as requests name them.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"

#include <string_view>

namespace iam::service {

// Whether the `arn` of a request could name a managed policy at all: `ARN <arn> is not valid.` when not, `Invalid ARN
// partition` when it is of another partition than the caller's.
Status check_policy_arn(Call const& call, std::string_view arn);

// Whether it names one of the policies that AWS keeps for service-linked roles.
bool is_service_role_policy(std::string_view arn);

// The name at the end of the ARN. REQUIRES: check_policy_arn succeeds.
std::string_view policy_name(std::string_view arn);

}  // namespace iam::service
