#include "errors/delegation_requests.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_delegation_request(std::string_view id) {
  return no_such_entity(fmt::format("Delegation request {} cannot be found.", id));
}

Error delegation_workflow_exists(std::string_view workflow) {
  return entity_already_exists(
      fmt::format("A delegation request with requestor workflow ID {} already exists.", workflow));
}

Error delegation_request_in_state(std::string_view id, std::string_view state) {
  return invalid_input(
      fmt::format("Delegation request {} is in state {}, in which this operation is not allowed.", id, state));
}

Error delegation_request_cannot_be_accepted(std::string_view id, std::string_view state) {
  return validation_error(fmt::format("Delegation request {} is in state {} and cannot be accepted.", id, state));
}

Error delegation_too_long_for_root() {
  return access_denied("The root user can only accept delegation requests of 4 hours or less.");
}

Error delegation_token_only_sent_by_owner() {
  return access_denied("Only the owner of this delegation request can send its token.");
}

Error no_such_delegation_template(std::string_view arn) {
  return invalid_input(fmt::format("Policy template {} is not registered for this account.", arn));
}

Error delegation_parameter_missing(std::string_view name) {
  return invalid_input(fmt::format("The policy template needs a value of parameter {}.", name));
}

Error delegation_parameter_unknown(std::string_view name) {
  return invalid_input(fmt::format("The policy template has no parameter {}.", name));
}

Error delegation_parameter_values(std::string_view name) {
  return invalid_input(
      fmt::format("Parameter {} is named once, with one value, or with several when it is of type stringList.", name));
}

Error delegation_policy_malformed(std::string_view fault) {
  return invalid_input(fmt::format("The policy template with these parameters is no valid policy: {}", fault));
}

Error notification_channel_is_no_topic(std::string_view channel) {
  return invalid_input(fmt::format("Notification channel {} is not the ARN of an SNS topic.", channel));
}

Error not_summarized(std::string_view arn) {
  return invalid_input(fmt::format("ARN {} is not the ARN of a delegation request.", arn));
}

}  // namespace iam::service::errors
