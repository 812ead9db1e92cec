// What only answers about login profiles and their passwords say.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_login_profile(std::string_view user_name);
Error login_profile_exists(std::string_view user_name);
Error password_missing();
Error password_policy_violation();
Error wrong_old_password();
Error caller_has_no_password();

}  // namespace iam::service::errors
