// How Huawei Cloud's IAM refuses: its codes and sentences, in one place, and what AWS's errors become.
// Wording: the classic table of https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html and the one of v5,
// https://support.huaweicloud.com/intl/en-us/api-iam5/ErrorCode.html; a comment says so where neither has it.
#pragma once

#include "iam/base/result.h"

#include <string>
#include <string_view>

namespace iam::gateway::huawei::errors {

// Before an operation is known, and of who sends it.
Error no_such_api();
Error bad_signature();
Error no_signature();
Error no_such_token();
Error inactive_access_key(std::string_view access_key_id);
Error disabled_user(std::string_view user_name, std::string_view access_key_id);
Error access_denied(std::string_view why);
bool is_access_denied(Error const& error);
Error not_authorized();

// Of the request.
Error body_too_large(std::size_t size);
Error invalid_body();
Error missing_field(std::string_view name);
Error invalid_field(std::string_view name, std::string_view value);
Error invalid_parameter(std::string_view name);
Error invalid_marker();
Error invalid_path();
Error invalid_user_name();
Error invalid_user_description();
Error weak_password();
Error incorrect_password();
Error repeated_password();
Error duplicate_tag_key();
Error non_compliant_tag();
Error malformed_policy_document();
Error policy_too_large(std::size_t size);

// Of what is there and what is not.
Error not_found(std::string_view target, std::string_view id);
Error login_profile_not_found(std::string_view user_id);
// Of policies and of what they are attached to.
Error policy_target_not_found(std::string_view target, std::string_view id);
Error conflict(std::string_view type, std::string_view details);
Error too_many_users();
Error too_many_policy_versions();
Error root_cannot_be_deleted();
Error invalid_caller();
Error internal_error();

// What an error of AWS's becomes when it meets things of the kind `type`, as sentences name it: "user".
Error translated(Error const& error, std::string_view type);

// The same for map_error.
inline auto about(std::string_view type) {
  return [type](Error const& error) { return translated(error, type); };
}

}  // namespace iam::gateway::huawei::errors
