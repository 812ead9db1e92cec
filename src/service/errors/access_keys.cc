#include "errors/access_keys.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_access_key(std::string_view id) {
  return no_such_entity("The Access Key with id " + std::string(id) + " cannot be found.");
}

// Recorded: no colon after `perform`, and the resource in two words.
Error last_use_denied(std::string_view caller_arn, std::string_view access_key_id) {
  return access_denied("User: " + std::string(caller_arn) +
                       " is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key " +
                       std::string(access_key_id));
}

}  // namespace iam::service::errors
