// The caller as policies see it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "iam/service/call.h"

#include <string_view>

namespace iam::service {

policy::Requester requester_of(Caller const& caller);

// The keys that are known of every request's caller and time: aws:PrincipalArn, aws:PrincipalTag/…, aws:userid,
// aws:MultiFactorAuthPresent, aws:CurrentTime …
void add_caller_keys(Call& call, policy::Context& context);

// One key for each tag: `aws:RequestTag` and `Team` make aws:RequestTag/Team.
void add_tag_keys(policy::Context& context, std::string_view prefix, std::vector<store::Tag> const& tags);

}  // namespace iam::service
