// Comparing names that AWS takes in any case, under the names that this floor has for it.
#pragma once

#include "iam/base/text.h"

#include <string>
#include <string_view>

namespace iam::policy {

inline std::string lower(std::string_view text) { return to_lower_ascii(text); }

inline bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return equals_ignoring_case(left, right);
}

}  // namespace iam::policy
