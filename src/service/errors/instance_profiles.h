// Errors of instance profiles. Wording: recorded AWS answers, but where a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service {

// What must be done before a profile with roles, or a role in a profile, is deleted.
inline constexpr std::string_view kRemoveRolesFromProfile = "remove roles from instance profile";

namespace errors {

Error no_such_instance_profile(std::string_view name);
Error instance_profile_exists(std::string_view name);
Error role_not_in_instance_profile(std::string_view role, std::string_view profile);
Error role_in_instance_profile(std::string_view role, std::string_view profile);

}  // namespace errors
}  // namespace iam::service
