#include "errors/service_specific_credentials.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

// Recorded so, without a full stop and not as the NotSupportedService that the model has for it.
Error unsupported_credential_service(std::string_view service) {
  return no_such_entity(fmt::format("No such service {} is supported for Service Specific Credentials", service));
}

Error no_such_service_specific_credential(std::string_view id) {
  return no_such_entity(fmt::format("No such credential {} exists", id));
}

// The documentation rules out what the two that follow refuse; code and sentence are ours.
Error unsupported_credential_age(std::string_view service) {
  return invalid_input(fmt::format("Credentials for {} do not support CredentialAgeDays.", service));
}

Error all_users_and_one() { return invalid_input("AllUsers cannot be specified together with UserName."); }

}  // namespace iam::service::errors
