#include "errors/instance_profiles.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {
namespace {

std::string profile_called(std::string_view name) { return "Instance Profile " + std::string(name); }

std::string role_in(std::string_view role, std::string_view profile) {
  return "Role " + std::string(role) + " in " + profile_called(profile);
}

}  // namespace

Error no_such_instance_profile(std::string_view name) {
  return no_such_entity(profile_called(name) + " cannot be found.");
}

Error instance_profile_exists(std::string_view name) {
  return entity_already_exists(profile_called(name) + " already exists.");
}

Error role_not_in_instance_profile(std::string_view role, std::string_view profile) {
  return no_such_entity(role_in(role, profile) + " cannot be found.");
}

// Unconfirmed: with AWS's quota of one the second role is over the quota, whichever it is.
Error role_in_instance_profile(std::string_view role, std::string_view profile) {
  return entity_already_exists(role_in(role, profile) + " already exists.");
}

}  // namespace iam::service::errors
