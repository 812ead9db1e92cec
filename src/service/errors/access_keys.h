// What only answers about access keys say.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_access_key(std::string_view id);
// AWS does not tell whether a key exists that is not the caller's account's.
Error last_use_denied(std::string_view caller_arn, std::string_view access_key_id);

}  // namespace iam::service::errors
