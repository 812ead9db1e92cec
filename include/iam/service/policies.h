// What the operations on policies and on their versions share.
#pragma once

#include "iam/api/policies.h"
#include "iam/authorization/managed_policies.h"
#include "iam/base/result.h"
#include "iam/call/call.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iam::service {

// `Policy <arn> was not found.` when there is none.
Result<ManagedPolicy> find_policy(Call& call, std::string_view arn);

// `foreign` for a policy that is not the account's, whether or not it exists.
Status check_policy_owner(Call const& call, std::string_view arn, Error (*foreign)());

// Both of these.
Result<store::Policy> find_own_policy(Call& call, std::string_view arn, Error (*foreign)());

// Whether the document can be saved: its grammar, its size.
Status check_policy_document(Call& call, std::string_view document);

// As create_policy() and create_policy_version(), for a document in the language of another face, which has checked its
// grammar and its size.
Result<api::CreatePolicyResponse> create_checked_policy(Call& call, api::CreatePolicyRequest const& request);
Result<api::CreatePolicyVersionResponse> create_checked_policy_version(Call& call,
                                                                       api::CreatePolicyVersionRequest const& request);

// "v3"
std::string version_name(std::int64_t number);

}  // namespace iam::service
