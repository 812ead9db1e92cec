// How answers to people and programs call what was decided.
#pragma once

#include "iam/policy/evaluate.h"

#include <string_view>

namespace iam::policy {

// As AWS's simulators spell them: "allowed", "implicitDeny", "explicitDeny".
std::string_view outcome_name(Outcome outcome);

// "identity", "boundary", "session", "resource", "trust", "service_control", "resource_control", "endpoint"
std::string_view policy_type_name(PolicyType type);

}  // namespace iam::policy
