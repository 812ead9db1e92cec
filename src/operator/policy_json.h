// Policies that took part in a decision, and what their statements say of the request: what /_iam/authorize and
// /_iam/denials tell of them.
#pragma once

#include "iam/authorization/denial_journal.h"
#include "iam/policy/evaluate.h"
#include "iam/policy/misses.h"
#include "iam/policy/places.h"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace iam::gateway {

boost::json::array texts_json(std::vector<std::string> const& texts);

// Lines and columns from 1, the offset from 0, in UTF-16 units.
boost::json::object point_json(policy::Point const& point);

// Which statement it is, and for want of what it does not apply.
boost::json::array statements_json(std::vector<policy::StatementMisses> const& statements);

// Those that somebody wrote, with their documents.
boost::json::array policies_json(policy::PolicySets const& sets);

// The same with all statements, where each stands in its document, and whether it applies.
boost::json::array policies_json(policy::PolicySets const& sets, policy::Request const& request,
                                 policy::Semantics semantics = policy::Semantics::kLive);

}  // namespace iam::gateway
