// The language of identity policies, version 5.0.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/policy/document.h"

#include <optional>
#include <string_view>

namespace iam::gateway::huawei {

// The document as the policy engine takes it; nothing when it is none of this language. Uniform resource names become
// ARNs of a partition of their own: `iam::<domain>:user:bob` is `arn:huawei:iam::<domain>:user:bob`.
std::optional<policy::Document> parse_policy_document(std::string_view text);

// A uniform resource name as above.
std::string engine_resource(std::string_view urn);

// Whether the document can be saved: its grammar and its size.
Status check_policy_document(service::Call& call, std::string_view document);

}  // namespace iam::gateway::huawei
