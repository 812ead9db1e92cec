// Errors of the account's own settings.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error account_alias_is_an_account_id();
Error account_alias_exists(std::string_view alias);
Error no_such_account_alias(std::string_view alias);

// Of properties. The rules are documented, the wording is not confirmed.
Error property_name_is_invalid(std::string_view name);
Error property_value_is_invalid(std::string_view name);
Error properties_of_several_namespaces();
Error no_properties();

}  // namespace iam::service::errors
