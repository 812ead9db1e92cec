// Somebody as if it sent a request.
#pragma once

#include "iam/call/call.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"

namespace iam::service {

struct StoredPrincipal {
  Caller caller;
  policy::Requester requester;
  policy::PolicySets sets;  // its own and its organization's, not those of any resource
  policy::Context keys;     // that all of its requests have, but for time and origin
};

}  // namespace iam::service
