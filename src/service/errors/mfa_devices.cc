#include "errors/mfa_devices.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_mfa_device(std::string_view serial_number) {
  return no_such_entity(fmt::format("MFA Device with serial number {} does not exist.", serial_number));
}

// Unconfirmed: no recording has this sentence nor the last three.
Error mfa_device_is_not_of_user() { return no_such_entity("MFA Device invalid for user."); }

Error mfa_device_exists() { return entity_already_exists("MFA device already exists."); }

Error mfa_device_in_use() { return entity_already_exists("MFA Device is already in use."); }

Error mfa_device_must_be_deactivated() { return delete_conflict("MFA VirtualDevice in use. Must deactivate first."); }

Error invalid_authentication_code() {
  return make_error(api::kInvalidAuthenticationCode, "Authentication code for device is not valid.");
}

}  // namespace iam::service::errors
