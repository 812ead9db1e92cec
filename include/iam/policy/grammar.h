// What AWS refuses when a policy is saved. Every function answers the message of the MalformedPolicyDocument error
// (HTTP 400) that AWS would send, or nothing when the document is good. Sizes and quotas are not looked at.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/policy/document.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// Only managed policies must be of version 2012-10-17.
enum class IdentityPolicy { kManaged, kInline };

// `partition` is the one in which the policy is saved: no resource of another one may be in it.
std::optional<std::string> identity_policy_fault(std::string_view text, IdentityPolicy kind, Partition partition);

// The session policies of AssumeRole and its kin.
std::optional<std::string> session_policy_fault(std::string_view text, Partition partition);

// What the simulators are asked about. They take variables anywhere in a resource, or for the whole of it.
std::optional<std::string> simulated_policy_fault(std::string_view text, Partition partition);

// Where the trust policy is saved, and which principals there are. Those of other accounts cannot be looked up: they
// are taken for good when they are well formed.
struct PrincipalLookup {
  Partition partition = Partition::kAws;
  AccountId account;
  // Whether this user, role or session of `account` exists. Never asked for the account's root.
  std::function<bool(ArnParts const& arn)> exists;
};

std::optional<std::string> trust_policy_fault(std::string_view text, PrincipalLookup const& lookup);

// What keeps a text from being a policy of an organization, as the rest of a sentence about it. AWS's own FullAWSAccess
// and RCPFullAWSAccess need not be asked about.
std::optional<std::string> service_control_policy_fault(std::string_view text);
std::optional<std::string> resource_control_policy_fault(std::string_view text);

// The principals of a trust policy in the order of the text, each once; none when the text is no document.
std::vector<Principal> principals_of(std::string_view text);

}  // namespace iam::policy
