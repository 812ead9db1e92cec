// What a face of another system asks of managed policies: to keep documents in that system's language, which has rules
// of its own and is otherwise treated like AWS's, and to find policies by their ids.
#pragma once

#include "iam/api/policies.h"
#include "iam/base/result.h"
#include "iam/service/call.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// As create_policy() and create_policy_version(), for a document whose grammar and size the face has checked.
Result<api::CreatePolicyResponse> create_checked_policy(Call& call, api::CreatePolicyRequest const& request);
Result<api::CreatePolicyVersionResponse> create_checked_policy_version(Call& call,
                                                                       api::CreatePolicyVersionRequest const& request);

// The ARN of the policy with the id ANPA…, the account's own or one that AWS manages; nothing when there is none.
std::optional<std::string> policy_arn_of_id(Call& call, std::string_view unique_id);

}  // namespace iam::service
