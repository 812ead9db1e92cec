#include "errors/access_keys.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_access_key(std::string_view id) {
  return no_such_entity(fmt::format("The Access Key with id {} cannot be found.", id));
}

// Recorded: no colon after `perform`, and the resource in two words.
Error last_use_denied(std::string_view caller_arn, std::string_view access_key_id) {
  return access_denied(
      fmt::format("User: {} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key {}",
                  caller_arn, access_key_id));
}

}  // namespace iam::service::errors
