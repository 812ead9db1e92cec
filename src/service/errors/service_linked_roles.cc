#include "errors/service_linked_roles.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

// Quoted by users of AWS, for services that have no such role and for names in the wrong case.
Error no_service_linked_template(std::string_view service) {
  return access_denied(fmt::format("Cannot find Service Linked Role template for {}", service));
}

Error suffix_not_allowed(std::string_view service) {
  return invalid_input(fmt::format("Custom suffix is not allowed for {}", service));
}

// Unconfirmed.
Error service_linked_name_too_long() {
  return validation_error(
      "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less"
      " than or equal to 64");
}

Error service_linked_role_exists(std::string_view role) {
  return invalid_input(
      fmt::format("Service role name {} has been taken in this account, please try a different suffix.", role));
}

// Unconfirmed.
Error no_such_deletion_task(std::string_view task) {
  return no_such_entity(fmt::format("Deletion task with ID {} cannot be found.", task));
}

}  // namespace iam::service::errors
