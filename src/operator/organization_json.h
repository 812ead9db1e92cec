// An organization as JSON: what PUT /_iam/organization takes and GET answers. What GET answers can be PUT.
#pragma once

#include "iam/base/account.h"
#include "iam/base/ids.h"
#include "iam/store/organization.h"

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace iam::gateway {

// Whatever the text leaves out is made up or AWS's default; `manager` is the management account unless the text names
// another. Answers the sentence to refuse it with when it is no sound organization.
tl::expected<store::OrganizationStatement, std::string> read_organization(std::string_view text, AccountId manager,
                                                                          IdSource& ids);

boost::json::object organization_json(store::OrganizationStatement const& stated);

}  // namespace iam::gateway
