#include "errors/account.h"

#include "iam/call/errors.h"

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

Error property_name_is_invalid(std::string_view name) {
  return invalid_input(fmt::format("The property key {} is not valid.", name));
}

Error property_value_is_invalid(std::string_view name) {
  return invalid_input(fmt::format("The value of property {} is not valid.", name));
}

Error properties_of_several_namespaces() { return invalid_input("All properties must belong to the same namespace."); }

Error no_properties() { return invalid_input("At least one property must be specified."); }

}  // namespace iam::service::errors
