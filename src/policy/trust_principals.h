// Who a trust policy may name.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include "iam/policy/grammar.h"

#include <optional>
#include <string>

namespace iam::policy {

// What AWS says about a principal that is malformed or does not exist.
std::optional<std::string> principal_fault(Principal const& principal, PrincipalLookup const& lookup);

}  // namespace iam::policy
