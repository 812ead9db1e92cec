#include "errors.h"

#include "iam/api/error_codes.h"

#include <fmt/format.h>

namespace iam::gateway::huawei::errors {
namespace {

constexpr std::string_view kAccessDenied = "PAP5.0001";

// A value is quoted no further than this.
constexpr std::size_t kQuotedValueMax = 256;

Error make(int status, std::string_view code, std::string message) {
  return Error{.code = std::string(code), .http_status = status, .message = std::move(message)};
}

}  // namespace

Error no_such_api() {
  return make(404, "APIGW.0101", "The API does not exist or has not been published in the environment");
}

Error bad_signature() {
  return make(401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail");
}

Error no_signature() { return make(401, "IAM.0001", "The request you have made requires authentication."); }

Error no_such_token() {
  return make(401, "APIGW.0301", "Incorrect IAM authentication information: x-auth-token not found");
}

Error inactive_access_key(std::string_view access_key_id) {
  return make(400, "IAM.1107", fmt::format("The access key {} is inactive.", access_key_id));
}

Error disabled_user(std::string_view user_name, std::string_view access_key_id) {
  return make(403, "IAM.0080", fmt::format("The user {} with access key {} is disabled.", user_name, access_key_id));
}

// The table ends after the colon; what follows is this server's.
Error access_denied(std::string_view why) { return make(403, kAccessDenied, fmt::format("access denied: {}", why)); }

bool is_access_denied(Error const& error) { return error.code == kAccessDenied; }

Error not_authorized() { return make(403, "IAM.0002", "You are not authorized to perform the requested action."); }

Error body_too_large(std::size_t size) {
  return make(400, "IAM.1101", fmt::format("The request body size {} is invalid.", size));
}

Error invalid_body() { return make(400, "IAM.0011", "Request body is invalid."); }

Error missing_field(std::string_view name) {
  return make(400, "IAM.0072", fmt::format("'{}' is a required property.", name));
}

Error invalid_field(std::string_view name, std::string_view value) {
  return make(400, "IAM.0073",
              fmt::format("Invalid input for field '{}'. The value is '{}'.", name, value.substr(0, kQuotedValueMax)));
}

Error invalid_parameter(std::string_view name) {
  return make(400, "IAM.0007", fmt::format("Request parameter {} is invalid.", name));
}

Error invalid_marker() { return make(400, "PAP5.0010", "invalid marker"); }
Error invalid_path() { return make(400, "PAP5.0030", "invalid path"); }
Error invalid_user_name() { return make(400, "1101", "Invalid username."); }
Error invalid_user_description() { return make(400, "1117", "Invalid user description."); }
Error weak_password() { return make(400, "1118", "The password is weak."); }
Error incorrect_password() { return make(400, "1103", "Incorrect password."); }
Error repeated_password() { return make(400, "1108", "The new password must be different from the old password."); }
Error duplicate_tag_key() { return make(400, "PAP5.0033", "duplicate key"); }
Error non_compliant_tag() { return make(400, "PAP5.0036", "tag non-compliant"); }
Error malformed_policy_document() { return make(400, "PAP5.0011", "malformed policy document"); }

Error policy_too_large(std::size_t size) {
  return make(400, "IAM.1021", fmt::format("The size {} of the policy exceeds 6,144 characters.", size));
}

Error not_found(std::string_view target, std::string_view id) {
  return make(404, "IAM.0004", fmt::format("Could not find {}: {}.", target, id));
}

// Recorded without the full stop.
Error login_profile_not_found(std::string_view user_id) {
  return make(404, "IAM.0004", fmt::format("Could not find login-profile: {}", user_id));
}

// Code and status are known, the sentence is not.
Error policy_target_not_found(std::string_view target, std::string_view id) {
  return make(404, "PAP5.0012", fmt::format("{} {} not found", target, id));
}

Error conflict(std::string_view type, std::string_view details) {
  return make(409, "IAM.0005", fmt::format("Conflict occurred when attempting to store {} - {}.", type, details));
}

Error too_many_users() { return make(400, "1115", "The number of IAM users has reached the maximum allowed limit."); }

Error too_many_policy_versions() { return make(409, "PAP5.0028", "versions per policy limit exceeded"); }
Error root_cannot_be_deleted() { return make(400, "1107", "The account administrator cannot be deleted."); }
Error invalid_caller() { return make(400, "PAP5.0040", "invalid caller"); }

Error internal_error() {
  return make(500, "IAM.0006", "An unexpected error prevented the server from fulfilling your request.");
}

// Quotas other than those of users and of a policy's versions have no code in the tables; a conflict is what the rest
// of AWS's 409s become, and the details say which quota it was.
Error translated(Error const& error, std::string_view type) {
  auto details = error.message.value_or(error.code);
  if (details.ends_with('.')) details.pop_back();
  if (has_code(error, api::kNoSuchEntity)) return not_found(type, details);
  if (has_code(error, api::kLimitExceeded) && type == "user") return too_many_users();
  if (has_code(error, api::kLimitExceeded) && type == "policy version") return too_many_policy_versions();
  if (has_code(error, api::kPasswordPolicyViolation)) return weak_password();
  if (has_code(error, api::kMalformedPolicyDocument)) return malformed_policy_document();
  if (has_code(error, api::kInvalidUserType)) return invalid_caller();
  if (has_code(error, api::kAccessDenied)) return access_denied(details);
  if (has_code(error, api::kValidationError) && details == "Invalid Marker") return invalid_marker();
  if (error.http_status == 409) return conflict(type, details);
  if (error.http_status >= 500) return internal_error();
  return type == "tag" ? non_compliant_tag() : invalid_body();
}

}  // namespace iam::gateway::huawei::errors
