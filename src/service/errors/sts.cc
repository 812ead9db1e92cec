#include "errors/sts.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

#include <string>

namespace iam::service::errors {
namespace {

Error invalid_parameter_value(std::string message) {
  return make_error(api::kInvalidParameterValue, std::move(message));
}

}  // namespace

Error not_with_session_credentials(std::string_view action) {
  return access_denied(fmt::format("Cannot call {} with session credentials", action));
}

Error duration_exceeds_role() {
  return validation_error("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
}

Error duration_exceeds_chaining() {
  return validation_error(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
}

// That it is refused is documented; the sentence is not confirmed.
Error source_identity_conflict() {
  return access_denied("The source identity of a session cannot be changed once it is set.");
}

// Assertions are made by IAM Identity Center, which is not here; the sentence is not confirmed.
Error context_assertion_invalid() {
  return make_error(api::kInvalidContextAssertion, "The provided context assertion is not valid.");
}

// With the blank at the end.
Error one_time_code_wrong() {
  return access_denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
}

Error one_time_code_device_unknown() {
  return access_denied(
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid "
      "and associated with this user.");
}

Error one_time_code_incomplete() {
  return access_denied(
      "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. ");
}

Error duplicate_session_tags() {
  return invalid_parameter_value("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
}

// Documented without its sentence.
Error reserved_session_tag() {
  return invalid_parameter_value("aws: prefixed tag key names are not allowed for external use.");
}

Error transitive_key_is_no_tag() {
  return invalid_parameter_value("The specified transitive tag key must be included in the requested tags.");
}

Error transitive_key_conflict() {
  return invalid_parameter_value(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the "
      "calling session.");
}

// The limit of ten is documented, how it is refused is not.
Error too_many_session_policies() {
  return validation_error(
      "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less "
      "than or equal to 10");
}

// Which code whoever has no session hears is not confirmed, nor is any sentence of these.
Error no_session_to_scope() {
  return make_error(api::kInvalidSubjectCredentials,
                    "GetScopedCredentials must be called with temporary security credentials.");
}

Error scope_is_empty() { return validation_error("At least one of Policy and DurationSeconds must be specified."); }

Error too_many_scope_down_policies(std::size_t allowed) {
  return access_denied(fmt::format("The session already has the maximum of {} scope down policies.", allowed));
}

Error session_lifetime_insufficient() {
  return make_error(api::kInsufficientSessionLifetime,
                    "The requested DurationSeconds exceeds the remaining lifetime of the calling session.");
}

// An endpoint without the operation would say so; what AWS's says is not confirmed.
Error not_at_global_endpoint(std::string_view operation) { return invalid_action(operation, "2011-06-15"); }

Error target_principal_invalid() { return validation_error("Request must contain a valid target principal"); }

Error task_policy_invalid() { return validation_error("Request must contain valid AWS managed task policy ARN"); }

// Neither code nor sentence is confirmed. The token is a secret, so it is not repeated.
Error trade_in_token_invalid() { return validation_error("The trade-in token is not valid"); }

// The sentence is not confirmed.
Error trade_in_token_expired() {
  return make_error(api::kExpiredTradeInTokenException, "The trade-in token provided in the request has expired");
}

// The sentence is not confirmed.
Error invalid_authorization_message() {
  return make_error(api::kInvalidAuthorizationMessageException, "Message is not valid");
}

}  // namespace iam::service::errors
