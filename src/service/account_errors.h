// Errors of the account's own settings.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error account_alias_is_an_account_id();
Error account_alias_exists(std::string_view alias);
Error no_such_account_alias(std::string_view alias);

}  // namespace iam::service::errors
