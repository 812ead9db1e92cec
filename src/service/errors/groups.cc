#include "errors/groups.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_group(std::string_view name) {
  return no_such_entity("The group with name " + std::string(name) + " cannot be found.");
}

Error group_exists(std::string_view name) {
  return entity_already_exists("Group with name " + std::string(name) + " already exists.");
}

}  // namespace iam::service::errors
