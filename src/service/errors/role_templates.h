// Errors of role templates. Wording: recorded AWS answers unless a comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <cstddef>
#include <string_view>

namespace iam::service::errors {

Error no_such_role_template(std::string_view arn);
Error no_role_template_to_acquire(std::string_view arn);
Error role_template_disabled(std::string_view arn);

Error too_many_template_parameters(std::size_t max);
Error template_parameter_missing(std::string_view name);
Error template_parameter_unknown(std::string_view name);
Error template_parameter_of_one_value(std::string_view name, std::size_t given);
Error template_parameter_of_other_type(std::string_view name, std::string_view type);
Error template_role_name_invalid();

Error role_of_other_origin();
Error role_of_other_parameters();
Error role_modified(std::string_view name);

}  // namespace iam::service::errors
