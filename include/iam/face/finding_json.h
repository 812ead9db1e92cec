// What is wrong with a policy as JSON: what POST /_iam/lint and `iamlocal lint --format json` answer.
#pragma once

#include "iam/lint/lint.h"

#include <boost/json.hpp>

namespace iam::gateway {

// Adds what the finding says, but for its place, which each tells in its own way.
void add_finding(lint::Finding const& finding, boost::json::object& told);

}  // namespace iam::gateway
