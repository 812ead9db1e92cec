#include "iam/call/credential_status.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service {

// That InvalidInput is the code follows from the model, whose enumeration has a status no credential can be set to; the
// sentence is ours.
Status check_status(std::string_view status, std::string_view noun) {
  if (status != kExpired) return {};
  return fail(errors::invalid_input("Status " + std::string(status) + " cannot be set on " + std::string(noun) + "."));
}

}  // namespace iam::service
