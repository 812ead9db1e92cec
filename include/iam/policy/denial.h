// AWS's sentence for a denied request.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
#pragma once

#include "iam/policy/evaluate.h"

#include <string>
#include <string_view>

namespace iam::policy {

struct Denial {
  std::string_view requester_arn;  // of a role the session's; empty: `anonymous`
  std::string_view action;         // as AWS spells it: `iam:CreateUser`
  std::string_view resource;       // as the service spells it, often not an ARN; empty: the sentence has none
};

// `User: … is not authorized to perform: … on resource: … because no identity-based policy allows the … action`. Since
// January 2026 an explicit denial ends with the ARN of the policy, where it has one.
// REQUIRES: the decision is no permission.
std::string denial_sentence(Denial const& denial, Decision const& decision);

// Without a reason, as sts:AssumeRole is refused whatever the reason is.
std::string denial_sentence(Denial const& denial);

}  // namespace iam::policy
