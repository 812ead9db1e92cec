// Errors of groups. Wording: recorded AWS answers.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_group(std::string_view name);
Error group_exists(std::string_view name);

}  // namespace iam::service::errors
