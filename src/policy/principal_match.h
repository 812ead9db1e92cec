// The elements Principal and NotPrincipal.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
#pragma once

#include "compiled.h"
#include "iam/policy/evaluate.h"

namespace iam::policy {

// How a statement of a resource policy names a requester, and so what of the requester's own policies still counts when
// it allows: everything, boundary and session policy, nothing.
enum class Grant {
  kNone,           // it does not
  kDelegated,      // its account
  kThroughParent,  // the role of the session, the user of the federated user
  kDirect,         // itself, or everyone
};

enum class HasBoundary : bool { kNo, kYes };

Grant grant_of(CompiledStatement const& statement, Requester const& requester, HasBoundary has_boundary);

}  // namespace iam::policy
