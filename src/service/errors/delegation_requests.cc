#include "errors/delegation_requests.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_delegation_request(std::string_view id) {
  return no_such_entity("Delegation request " + std::string(id) + " cannot be found.");
}

Error delegation_workflow_exists(std::string_view workflow) {
  return entity_already_exists("A delegation request with requestor workflow ID " + std::string(workflow) +
                               " already exists.");
}

Error delegation_request_in_state(std::string_view id, std::string_view state) {
  return invalid_input("Delegation request " + std::string(id) + " is in state " + std::string(state) +
                       ", in which this operation is not allowed.");
}

Error delegation_request_cannot_be_accepted(std::string_view id, std::string_view state) {
  return validation_error("Delegation request " + std::string(id) + " is in state " + std::string(state) +
                          " and cannot be accepted.");
}

Error delegation_too_long_for_root() {
  return access_denied("The root user can only accept delegation requests of 4 hours or less.");
}

Error delegation_token_only_sent_by_owner() {
  return access_denied("Only the owner of this delegation request can send its token.");
}

Error no_such_delegation_template(std::string_view arn) {
  return invalid_input("Policy template " + std::string(arn) + " is not registered for this account.");
}

Error delegation_parameter_missing(std::string_view name) {
  return invalid_input("The policy template needs a value of parameter " + std::string(name) + ".");
}

Error delegation_parameter_unknown(std::string_view name) {
  return invalid_input("The policy template has no parameter " + std::string(name) + ".");
}

Error delegation_parameter_values(std::string_view name) {
  return invalid_input("Parameter " + std::string(name) +
                       " is named once, with one value, or with several when it is of type stringList.");
}

Error delegation_policy_malformed(std::string_view fault) {
  return invalid_input("The policy template with these parameters is no valid policy: " + std::string(fault));
}

Error notification_channel_is_no_topic(std::string_view channel) {
  return invalid_input("Notification channel " + std::string(channel) + " is not the ARN of an SNS topic.");
}

Error not_summarized(std::string_view arn) {
  return invalid_input("ARN " + std::string(arn) + " is not the ARN of a delegation request.");
}

}  // namespace iam::service::errors
