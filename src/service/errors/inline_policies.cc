#include "errors/inline_policies.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_inline_policy(std::string_view noun, std::string_view policy) {
  return no_such_entity(fmt::format("The {} policy with name {} cannot be found.", noun, policy));
}

// https://github.com/aws-amplify/amplify-backend/issues/2615 quotes it.
Error inline_policies_too_large(std::string_view noun, std::string_view name, std::int64_t allowed) {
  return limit_exceeded(fmt::format("Maximum policy size of {} bytes exceeded for {} {}", allowed, noun, name));
}

}  // namespace iam::service::errors
