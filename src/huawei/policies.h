// What attachments ask of policies.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "json.h"

#include <string>
#include <string_view>

namespace iam::gateway::huawei {

// The ARN of the policy with Huawei's id; 404 when there is none.
Result<std::string> find_policy_arn(service::Call& call, std::string_view id);

// What every answer that names a policy has: policy_name, policy_id, urn.
// REQUIRES: there is one of that ARN.
json::object policy_reference(service::Call& call, std::string_view arn);

}  // namespace iam::gateway::huawei
