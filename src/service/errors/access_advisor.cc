#include "errors/access_advisor.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error arn_is_no_principal(std::string_view arn) { return invalid_input(fmt::format("ARN {} is not valid.", arn)); }

Error no_such_principal(std::string_view arn) { return no_such_entity(fmt::format("ARN {} cannot be found.", arn)); }

Error no_such_job(std::string_view job) {
  return no_such_entity(fmt::format("The job with id {} cannot be found.", job));
}

}  // namespace iam::service::errors
