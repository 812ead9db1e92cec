#include "account_errors.h"

#include "iam/service/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

// That twelve digits are refused is documented; the sentence is not confirmed.
Error account_alias_is_an_account_id() {
  return validation_error("The specified value for accountAlias is invalid. It must not be a 12-digit number.");
}

// https://github.com/awslabs/aws-deployment-framework/pull/465 quotes it.
Error account_alias_exists(std::string_view alias) {
  return entity_already_exists(fmt::format("The account alias {} already exists.", alias));
}

// The code is documented, the wording not confirmed.
Error no_such_account_alias(std::string_view alias) {
  return no_such_entity(fmt::format("The Account Alias {} cannot be found.", alias));
}

}  // namespace iam::service::errors
