// Decisions as JSON: what POST /_iam/authorize and `iamlocal simulate --format json` answer.
#pragma once

#include "iam/policy/evaluate.h"

#include <boost/json.hpp>

namespace iam::gateway {

// `storage`: where the object lives, which outlives it.
boost::json::object decision_json(policy::Decision const& decision, boost::json::storage_ptr storage = {});

// The decision and why, with the statements that AWS's simulators would tell.
boost::json::object decision_json(policy::Decision const& decision, policy::Explanation const& explanation,
                                  boost::json::storage_ptr storage = {});

}  // namespace iam::gateway
