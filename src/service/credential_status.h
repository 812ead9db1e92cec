// The states of a credential, as the API spells them.
#pragma once

#include <string_view>

namespace iam::service {

inline constexpr std::string_view kActive = "Active";
inline constexpr std::string_view kInactive = "Inactive";
inline constexpr std::string_view kExpired = "Expired";

}  // namespace iam::service
