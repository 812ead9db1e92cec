#include "errors/roles.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_role(std::string_view name) {
  return no_such_entity(fmt::format("The role with name {} cannot be found.", name));
}

Error role_exists(std::string_view name) {
  return entity_already_exists(fmt::format("Role with name {} already exists.", name));
}

Error path_is_for_service_linked_roles() {
  return invalid_input("Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
}

Error role_is_protected(std::string_view name) {
  return make_error(
      api::kUnmodifiableEntity,
      fmt::format("Cannot perform the operation on the protected role '{}' - this role is only modifiable by AWS",
                  name));
}

}  // namespace iam::service::errors
