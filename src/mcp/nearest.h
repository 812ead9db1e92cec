// Which statements nearly applied to a request, as the operator's answers tell it.
#pragma once

#include <boost/json.hpp>

namespace iam::mcp {

// Of the `policies` of an answer, with their statements: up to three statements that would allow the action and lack
// least. Each with `policy`, `index`, `start` and `misses`.
boost::json::array nearest_statements(boost::json::array const& policies);

}  // namespace iam::mcp
