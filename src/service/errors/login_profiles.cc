#include "errors/login_profiles.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_login_profile(std::string_view user_name) {
  return no_such_entity(fmt::format("Login Profile for User {} cannot be found.", user_name));
}

// Recorded with a small `user`, unlike the other.
Error login_profile_exists(std::string_view user_name) {
  return entity_already_exists(fmt::format("Login Profile for user {} already exists.", user_name));
}

// The model lets it be missing, for sessions that manage a member account's root; for anybody else it is documented as
// required.
Error password_missing() {
  return validation_error(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null");
}

Error password_policy_violation() {
  return make_error(api::kPasswordPolicyViolation, "Password does not conform to the account password policy.");
}

// No public source has the two that follow; the second's code is the model's.
Error wrong_old_password() { return access_denied("The old password was incorrect."); }

Error caller_has_no_password() {
  return make_error(api::kInvalidUserType, "Only IAM Users can change their own password.");
}

}  // namespace iam::service::errors
