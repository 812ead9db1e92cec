// A version of a role template as JSON: what PUT /_iam/role-templates takes and GET answers.
#pragma once

#include "iam/store/role_templates.h"

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace iam::gateway {

// Without id and time. Answers the sentence to refuse the text with when it is no sound template.
tl::expected<store::RoleTemplateVersion, std::string> read_role_template(std::string_view text);

boost::json::object role_template_json(store::RoleTemplateVersion const& version);

}  // namespace iam::gateway
