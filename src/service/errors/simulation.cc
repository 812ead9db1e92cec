#include "errors/simulation.h"

#include "iam/call/errors.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace iam::service::errors {

Error invalid_policy_source(std::string_view arn) {
  return invalid_input(fmt::format("Invalid ARN provided in the request: {}", arn));
}

Error foreign_policy_source(AccountId caller, AccountId owner) {
  return invalid_input(
      fmt::format("Invalid Policy Source Arn: caller's account {} does not have access to policies in account {}.",
                  caller.text(), owner.text()));
}

Error no_such_policy_source() { return no_such_entity("Unable to retrieve specified IAM entity."); }

Error invalid_policy_input(std::size_t item) {
  return invalid_input(fmt::format("Policy input list item {} has invalid content", item));
}

// That there must be one is documented; the sentence is that of a list that was not sent.
Error no_policies_to_read() {
  return validation_error(
      "1 validation error detected: Value at 'policyInputList' failed to satisfy constraint: Member must not be null");
}

Error too_many_boundaries() {
  return invalid_input("The list of Permissions Boundary policies cannot exceed 1 items.");
}

Error empty_organization_level(std::size_t level) {
  return invalid_input(
      fmt::format("Organization policy at index {} must contain at least one service control policy", level));
}

// Clients refuse to send such identifiers, so that AWS's sentence was never seen.
Error ambiguous_policy_identifier() {
  return invalid_input(
      "A policy identifier must specify exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier.");
}

Error invalid_policy_identifier(std::size_t identifier, std::string_view member, std::string_view value,
                                std::string_view constraint) {
  return validation_error(
      fmt::format("1 validation error detected: Value '{}' at 'policyExclusionList.{}.member.{}' failed to satisfy "
                  "constraint: Member must satisfy {}",
                  value, identifier, member, constraint));
}

// That there may be only one is documented, the sentence is ours.
Error invalid_policy_pattern(std::string_view pattern) {
  return invalid_input(fmt::format("Invalid policy identifier: {} has more than one '*' wildcard.", pattern));
}

Error invalid_inline_exclusion() {
  return invalid_input("Invalid inline policy exclusion: policyName, attachmentType, and attachmentName are required");
}

Error nameless_action() { return invalid_input("The action is invalid since it is missing names"); }

// The blank at its end is AWS's.
Error different_authorization(std::vector<std::string> const& known, std::vector<std::string> const& unknown) {
  return invalid_input(fmt::format("Invalid Input Actions: [{}] and [{}] require different authorization information. ",
                                   fmt::join(known, ","), fmt::join(unknown, ",")));
}

Error invalid_resource(std::string_view resource) {
  return invalid_input(fmt::format("ResourceNames are not in a valid ARN format: {}.", resource));
}

Error no_resource_handling(std::string_view action, std::string_view operation) {
  return invalid_input(
      fmt::format("Invalid input resource handling options. Action does not support resource handling options: {}. "
                  "Please refer to the documentation for more details: "
                  "https://docs.aws.amazon.com/IAM/latest/APIReference/API_{}.html",
                  action, operation));
}

Error invalid_simulated_caller() {
  return invalid_input("Invalid caller - Caller must be an IAM user, role or group in this context.");
}

Error simulated_caller_needed() { return invalid_input("Invalid caller - Caller cannot be null or empty."); }

Error resource_needed() { return invalid_input("Invalid Entity Arn: * does not clearly define entity type and name."); }

Error invalid_resource_owner(std::string_view owner) {
  return invalid_input(fmt::format("'{}' is not a valid as a Resource Owner.", owner));
}

Error nameless_context_key() { return invalid_input("ContextKeyName cannot be null or empty."); }

Error duplicate_context_key(std::string_view key) {
  return invalid_input(fmt::format("Duplicate context key: {}.", key));
}

Error untyped_context_key(std::string_view key) {
  return invalid_input(fmt::format("Context key {} has invalid type null.", key));
}

Error no_context_values(std::string_view key) {
  return invalid_input(fmt::format("Context values for context key {} cannot be null or empty.", key));
}

// AWS puts the type where the key belongs.
Error too_many_context_values(std::string_view type, std::size_t count) {
  return invalid_input(fmt::format("Context key {} expected a single value, but received {}.", type, count));
}

Error invalid_context_value(std::string_view key, std::string_view expected) {
  return invalid_input(fmt::format("Invalid context value for key {}: expected {}.", key, expected));
}

Error too_many_documents(std::size_t bytes_max) {
  return invalid_input(fmt::format("The policies of a request cannot exceed {} bytes together.", bytes_max));
}

Error too_much_context(std::size_t bytes_max) {
  return invalid_input(fmt::format("The context entries of a request cannot exceed {} bytes together.", bytes_max));
}

Error too_large_simulation(std::string_view action) {
  return invalid_input(fmt::format(
      "The result of action {} is too large. Ask about fewer resources at once, or with fewer policies.", action));
}

Error invalid_simulation_marker() { return invalid_input("Invalid marker for pagination."); }

}  // namespace iam::service::errors
