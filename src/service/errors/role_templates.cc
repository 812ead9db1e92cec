#include "errors/role_templates.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_role_template(std::string_view arn) {
  return no_such_entity(fmt::format("Role Template {} cannot be found.", arn));
}

Error no_role_template_to_acquire(std::string_view arn) {
  return no_such_entity(fmt::format("Role template not found in repository: {}", arn));
}

// Unconfirmed.
Error role_template_disabled(std::string_view arn) {
  return make_error(api::kRoleTemplateDisabled, fmt::format("Role template {} is disabled.", arn));
}

// Unconfirmed: the grammar that lists are refused with.
Error too_many_template_parameters(std::size_t max) {
  return validation_error(
      fmt::format("1 validation error detected: Value at 'replacementValues' failed to satisfy constraint: Member must "
                  "have length less than or equal to {}",
                  max));
}

Error template_parameter_missing(std::string_view name) {
  return invalid_input(fmt::format("Failed to render template: Parameter '{}' not found.", name));
}

Error template_parameter_unknown(std::string_view name) {
  return invalid_input(fmt::format("Failed to render template: Unrecognized parameter: {}", name));
}

Error template_parameter_of_one_value(std::string_view name, std::size_t given) {
  return validation_error(fmt::format("{} replacement value must contain exactly one value, got {}", name, given));
}

// Unconfirmed.
Error template_parameter_of_other_type(std::string_view name, std::string_view type) {
  return invalid_input(fmt::format("Failed to render template: Parameter '{}' is not of type {}.", name, type));
}

// The sentence of role names everywhere; unconfirmed for this operation.
Error template_role_name_invalid() {
  return validation_error(
      "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following:"
      " +=,.@_-");
}

Error role_of_other_origin() {
  return make_error(
      api::kNameConflict,
      "A role with this name already exists in the account but was not created from this template. Choose a"
      " different role name, or remove the existing role if it is no longer needed.");
}

Error role_of_other_parameters() {
  return make_error(
      api::kNameConflict,
      "A role with this name exists but was created with different parameters. Pass a unique roleName to create"
      " a new role.");
}

Error role_modified(std::string_view name) {
  return make_error(api::kRoleModified,
                    fmt::format("Role {} has been modified since it was created and is no longer managed.", name));
}

}  // namespace iam::service::errors
