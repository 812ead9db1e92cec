// Somebody was not let in where a policy keeps the door, as a role's trust policy does: what AWS tells of it, and what
// only the operator may know.
#pragma once

#include "iam/authorization/denial_journal.h"
#include "iam/base/result.h"
#include "iam/policy/evaluate.h"

#include <string>

namespace iam::service {

struct Refusal {
  Error told;  // AccessDenied, as whoever signed the request hears it
  DeniedRequest denied;

  std::string const& action() const { return denied.failure.action; }
};

// Adds to `denied` which statements of the policy kept the requester out, and for want of what. REQUIRES: they did.
void explain_door(policy::Request const& asked, policy::NamedPolicy const& door, DeniedRequest& denied);

}  // namespace iam::service
