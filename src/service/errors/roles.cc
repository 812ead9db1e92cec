#include "errors/roles.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_role(std::string_view name) {
  return no_such_entity("The role with name " + std::string(name) + " cannot be found.");
}

Error role_exists(std::string_view name) {
  return entity_already_exists("Role with name " + std::string(name) + " already exists.");
}

Error path_is_for_service_linked_roles() {
  return invalid_input("Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
}

Error role_is_protected(std::string_view name) {
  return make(400, "UnmodifiableEntity",
              "Cannot perform the operation on the protected role '" + std::string(name) +
                  "' - this role is only modifiable by AWS");
}

}  // namespace iam::service::errors
