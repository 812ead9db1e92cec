#include "iam/call/errors.h"

namespace iam::service::errors {
namespace {

std::string text(std::string_view before, std::string_view subject, std::string_view after) {
  return std::string(before).append(subject).append(after);
}

}  // namespace

Error make(int status, std::string_view code, std::string message) {
  return Error{.code = std::string(code), .http_status = status, .message = std::move(message)};
}

Error no_such_entity(std::string message) { return make(404, "NoSuchEntity", std::move(message)); }
Error entity_already_exists(std::string message) { return make(409, "EntityAlreadyExists", std::move(message)); }
Error delete_conflict(std::string message) { return make(409, "DeleteConflict", std::move(message)); }
Error limit_exceeded(std::string message) { return make(409, "LimitExceeded", std::move(message)); }
Error invalid_input(std::string message) { return make(400, "InvalidInput", std::move(message)); }
Error validation_error(std::string message) { return make(400, "ValidationError", std::move(message)); }
Error access_denied(std::string message) { return make(403, "AccessDenied", std::move(message)); }
Error malformed_policy_document(std::string message) {
  return make(400, "MalformedPolicyDocument", std::move(message));
}

Error invalid_action(std::string_view action, std::string_view version) {
  auto error =
      make(400, "InvalidAction", text("Could not find operation ", action, text(" for version ", version, "")));
  error.xml_namespace = ErrorNamespace::kAwsFault;
  return error;
}

Error not_implemented(std::string_view action) {
  auto error =
      make(501, "NotImplemented", text("IAM Local knows the operation ", action, " but does not carry it out yet."));
  error.fault = Fault::kReceiver;
  return error;
}

Error service_failure() {
  auto error = make(500, "ServiceFailure",
                    "The request processing has failed because of an unknown error, exception or failure.");
  error.fault = Fault::kReceiver;
  return error;
}

Error invalid_client_token() {
  return make(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
}

// Without a full stop, unlike the sentence about invalid ones.
Error expired_token() { return make(403, "ExpiredToken", "The security token included in the request is expired"); }

Error root_may_not_assume_roles() { return access_denied("Roles may not be assumed by root accounts."); }

Error invalid_marker() { return validation_error("Invalid Marker."); }

Error invalid_text(std::string_view value) { return validation_error(text("", value, " is invalid")); }

Error quota_exceeded(std::string_view quota, std::int64_t allowed) {
  return limit_exceeded(text("Cannot exceed quota for ", quota, text(": ", std::to_string(allowed), "")));
}

Error no_such_user(std::string_view name) {
  return no_such_entity(text("The user with name ", name, " cannot be found."));
}

Error user_exists(std::string_view name) {
  return entity_already_exists(text("User with name ", name, " already exists."));
}

Error user_name_needed() { return validation_error("Must specify userName when calling with non-User credentials"); }

Error is_no_arn(std::string_view arn) { return validation_error(text("ARN ", arn, " is not valid.")); }

Error is_no_policy(std::string_view arn) { return invalid_input(text("ARN ", arn, " is not valid.")); }

Error invalid_arn_partition() { return validation_error("Invalid ARN partition"); }

Error no_such_boundary(std::string_view arn) {
  return no_such_entity(text("Scope ARN: ", arn, " does not exist or is not attachable."));
}

Error duplicate_tag_keys() { return invalid_input("Duplicate tag keys found."); }

Error duplicate_tag_keys_ignoring_case() {
  return invalid_input("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
}

// That the prefix is refused is documented; the sentence is the one AWS's tagging framework uses elsewhere.
Error reserved_tag_key() { return invalid_input("aws: prefixed tag key names are not allowed for external use."); }

Error too_many_tags() { return limit_exceeded("The number of tags has reached the maximum limit."); }

}  // namespace iam::service::errors
