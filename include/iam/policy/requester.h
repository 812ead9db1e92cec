// Whom an ARN names, as far as that can be said without knowing who there is.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
#pragma once

#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"

#include <optional>
#include <string_view>

namespace iam::policy {

// A user, a role, the session of a role or of a federated user, or the root of an account; nothing for other ARNs. The
// path of a session's role is not in its ARN: the role is taken to be in `/`.
std::optional<Requester> requester_named(std::string_view arn);

// As aws:PrincipalType has it.
std::string_view principal_type(RequesterKind kind);

// The keys that follow from who asks: aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType and, of users,
// aws:username. Those that are there stay.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
void add_requester_keys(Requester const& requester, Context& context);

}  // namespace iam::policy
