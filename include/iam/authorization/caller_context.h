// The caller as policies see it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include "iam/call/call.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "iam/store/tags.h"

#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

policy::Requester requester_of(Caller const& caller);

// aws:PrincipalArn: of a role session the role.
std::string const& principal_arn(Caller const& caller);

// The tags of the user or role whose permissions the caller has; those of its session are not among them.
std::vector<store::Tag> principal_tags(Call& call);

// The keys that are known of every request: its caller, its time and where it came from. aws:PrincipalArn,
// aws:PrincipalTag/…, aws:userid, aws:MultiFactorAuthPresent, aws:CurrentTime, aws:SourceIp …
void add_caller_keys(Call const& call, std::vector<store::Tag> const& principal_tags, policy::Context& context);

// One key for each tag: `aws:RequestTag` and `Team` make aws:RequestTag/Team.
void add_tag_keys(policy::Context& context, std::string_view prefix, std::vector<store::Tag> const& tags);

}  // namespace iam::service
