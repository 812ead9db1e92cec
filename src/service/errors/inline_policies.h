// Errors of inline policies. Wording: recorded AWS answers.
#pragma once

#include "iam/base/result.h"

#include <cstdint>
#include <string_view>

namespace iam::service::errors {

// `noun`: user, group or role.
Error no_such_inline_policy(std::string_view noun, std::string_view policy);
Error inline_policies_too_large(std::string_view noun, std::string_view name, std::int64_t allowed);

}  // namespace iam::service::errors
