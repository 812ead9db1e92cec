#include "errors/groups.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_group(std::string_view name) {
  return no_such_entity(fmt::format("The group with name {} cannot be found.", name));
}

Error group_exists(std::string_view name) {
  return entity_already_exists(fmt::format("Group with name {} already exists.", name));
}

}  // namespace iam::service::errors
