// What STS lets a session carry: policies that limit it, tags, and which of these stay when it assumes another role.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
#pragma once

#include "iam/api/sts_common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iam::service {

// How large the token has to be at least: 0 when the request does not say.
inline std::size_t size_wanted(std::optional<std::int32_t> bytes) {
  return static_cast<std::size_t>(bytes.value_or(0));
}

// The session policies of a request, for a session in `account`.
Result<SessionPolicies> checked_policies(Call& call, AccountId account, std::optional<std::string> const& document,
                                         std::optional<std::vector<api::sts::PolicyDescriptorType>> const& arns);

std::vector<store::Tag> to_session_tags(std::optional<std::vector<api::sts::Tag>> const& tags);

// Whether two keys are equal ignoring case.
bool has_duplicate_keys(std::vector<store::Tag> const& tags);

struct SessionTags {
  std::vector<store::Tag> tags;
  std::vector<std::string> transitive_keys;
};

// `requested` beside what the session `from` (null: none) hands on to the one it asks for.
Result<SessionTags> checked_tags(SessionTags requested, SessionContext const* from);

}  // namespace iam::service
