#include "errors/role_templates.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_role_template(std::string_view arn) {
  return no_such_entity("Role Template " + std::string(arn) + " cannot be found.");
}

Error no_role_template_to_acquire(std::string_view arn) {
  return no_such_entity("Role template not found in repository: " + std::string(arn));
}

// Unconfirmed.
Error role_template_disabled(std::string_view arn) {
  return make(400, "RoleTemplateDisabled", "Role template " + std::string(arn) + " is disabled.");
}

// Unconfirmed: the grammar that lists are refused with.
Error too_many_template_parameters(std::size_t max) {
  return validation_error(
      "1 validation error detected: Value at 'replacementValues' failed to satisfy constraint: Member must have length"
      " less than or equal to " +
      std::to_string(max));
}

Error template_parameter_missing(std::string_view name) {
  return invalid_input("Failed to render template: Parameter '" + std::string(name) + "' not found.");
}

Error template_parameter_unknown(std::string_view name) {
  return invalid_input("Failed to render template: Unrecognized parameter: " + std::string(name));
}

Error template_parameter_of_one_value(std::string_view name, std::size_t given) {
  return validation_error(std::string(name) + " replacement value must contain exactly one value, got " +
                          std::to_string(given));
}

// Unconfirmed.
Error template_parameter_of_other_type(std::string_view name, std::string_view type) {
  return invalid_input("Failed to render template: Parameter '" + std::string(name) + "' is not of type " +
                       std::string(type) + ".");
}

// The sentence of role names everywhere; unconfirmed for this operation.
Error template_role_name_invalid() {
  return validation_error(
      "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following:"
      " +=,.@_-");
}

Error role_of_other_origin() {
  return make(409, "NameConflict",
              "A role with this name already exists in the account but was not created from this template. Choose a"
              " different role name, or remove the existing role if it is no longer needed.");
}

Error role_of_other_parameters() {
  return make(409, "NameConflict",
              "A role with this name exists but was created with different parameters. Pass a unique roleName to create"
              " a new role.");
}

Error role_modified(std::string_view name) {
  return make(409, "RoleModified",
              "Role " + std::string(name) + " has been modified since it was created and is no longer managed.");
}

}  // namespace iam::service::errors
