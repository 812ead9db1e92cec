#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_entity(std::string message) { return make_error(api::kNoSuchEntity, std::move(message)); }
Error entity_already_exists(std::string message) { return make_error(api::kEntityAlreadyExists, std::move(message)); }
Error delete_conflict(std::string message) { return make_error(api::kDeleteConflict, std::move(message)); }
Error limit_exceeded(std::string message) { return make_error(api::kLimitExceeded, std::move(message)); }
Error invalid_input(std::string message) { return make_error(api::kInvalidInput, std::move(message)); }
Error validation_error(std::string message) { return make_error(api::kValidationError, std::move(message)); }
Error access_denied(std::string message) { return make_error(api::kAccessDenied, std::move(message)); }
Error malformed_policy_document(std::string message) {
  return make_error(api::kMalformedPolicyDocument, std::move(message));
}

Error invalid_action(std::string_view action, std::string_view version) {
  auto error =
      make_error(api::kInvalidAction, fmt::format("Could not find operation {} for version {}", action, version));
  error.xml_namespace = ErrorNamespace::kAwsFault;
  return error;
}

Error not_implemented(std::string_view action) {
  return make_error(api::kNotImplemented,
                    fmt::format("IAM Local knows the operation {} but does not carry it out yet.", action));
}

Error service_failure() {
  return make_error(api::kServiceFailure,
                    "The request processing has failed because of an unknown error, exception or failure.");
}

Error invalid_client_token() {
  return make_error(api::kInvalidClientTokenId, "The security token included in the request is invalid.");
}

// Without a full stop, unlike the sentence about invalid ones.
Error expired_token() {
  return make_error(api::kExpiredToken, "The security token included in the request is expired");
}

// Since September 2026 it tells both sizes, in bytes. The sentence is not public.
Error session_token_too_large(std::size_t bytes, std::size_t bytes_max) {
  return make_error(api::kPackedPolicyTooLarge,
                    fmt::format("The session token size of {} bytes exceeds the maximum allowed size of {} bytes.",
                                bytes, bytes_max));
}

Error root_may_not_assume_roles() { return access_denied("Roles may not be assumed by root accounts."); }

Error invalid_marker() { return validation_error("Invalid Marker."); }

Error invalid_text(std::string_view value) { return validation_error(fmt::format("{} is invalid", value)); }

Error quota_exceeded(std::string_view quota, std::int64_t allowed) {
  return limit_exceeded(fmt::format("Cannot exceed quota for {}: {}", quota, allowed));
}

Error no_such_user(std::string_view name) {
  return no_such_entity(fmt::format("The user with name {} cannot be found.", name));
}

Error user_exists(std::string_view name) {
  return entity_already_exists(fmt::format("User with name {} already exists.", name));
}

Error user_name_needed() { return validation_error("Must specify userName when calling with non-User credentials"); }

Error is_no_arn(std::string_view arn) { return validation_error(fmt::format("ARN {} is not valid.", arn)); }

Error is_no_policy(std::string_view arn) { return invalid_input(fmt::format("ARN {} is not valid.", arn)); }

Error invalid_arn_partition() { return validation_error("Invalid ARN partition"); }

Error no_such_boundary(std::string_view arn) {
  return no_such_entity(fmt::format("Scope ARN: {} does not exist or is not attachable.", arn));
}

Error duplicate_tag_keys() { return invalid_input("Duplicate tag keys found."); }

Error duplicate_tag_keys_ignoring_case() {
  return invalid_input("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
}

// That the prefix is refused is documented; the sentence is the one AWS's tagging framework uses elsewhere.
Error reserved_tag_key() { return invalid_input("aws: prefixed tag key names are not allowed for external use."); }

Error too_many_tags() { return limit_exceeded("The number of tags has reached the maximum limit."); }

}  // namespace iam::service::errors
