#include "errors/instance_profiles.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_instance_profile(std::string_view name) {
  return no_such_entity(fmt::format("Instance Profile {} cannot be found.", name));
}

Error instance_profile_exists(std::string_view name) {
  return entity_already_exists(fmt::format("Instance Profile {} already exists.", name));
}

Error role_not_in_instance_profile(std::string_view role, std::string_view profile) {
  return no_such_entity(fmt::format("Role {} in Instance Profile {} cannot be found.", role, profile));
}

// Unconfirmed: with AWS's quota of one the second role is over the quota, whichever it is.
Error role_in_instance_profile(std::string_view role, std::string_view profile) {
  return entity_already_exists(fmt::format("Role {} in Instance Profile {} already exists.", role, profile));
}

}  // namespace iam::service::errors
