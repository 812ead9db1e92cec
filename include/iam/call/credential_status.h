// The states of a credential, as the API spells them.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service {

inline constexpr std::string_view kActive = "Active";
inline constexpr std::string_view kInactive = "Inactive";
inline constexpr std::string_view kExpired = "Expired";

// Whether a request may set `status` on `noun` ("an access key"): nobody can let a credential expire.
Status check_status(std::string_view status, std::string_view noun);

}  // namespace iam::service
