// What the rest of the service asks of managed policies: the account's own and those that AWS manages.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/policies.h"
#include "iam/store/policy_versions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::catalogue {
struct AwsManagedPolicy;
}

namespace iam::service {

enum class PolicyOwner { kAccount, kAws };

struct ManagedPolicy {
  PolicyOwner owner;
  std::string arn;
  // One of AWS's has no row: its id is 0, under which nothing is stored.
  store::Policy policy;
};

ManagedPolicy managed_policy(Call const& call, store::Policy policy);
ManagedPolicy managed_policy(Call const& call, catalogue::AwsManagedPolicy const& policy);

// The policy that `arn` names for this account: one of its own, or one of AWS's in its partition; nothing when there
// is none. ARNs have a case, though the names of policies are unique without it.
std::optional<ManagedPolicy> find_managed_policy(Call& call, std::string_view arn);

std::optional<store::PolicyVersion> find_policy_version(Call& call, ManagedPolicy const& policy, std::int64_t number);

// Up to `limit` versions older than `before`, the newest first; those of AWS's policies without their documents.
std::vector<store::PolicyVersion> policy_versions(Call& call, ManagedPolicy const& policy, std::int64_t before,
                                                  std::int64_t limit);

// What GetPolicy describes it as, and no other answer.
std::optional<std::string> policy_description(ManagedPolicy const& policy);

// The document of the default version.
std::optional<std::string> policy_document(Call& call, std::string_view arn);

// The same of a policy that something in this account holds. Whatever partition the ARN was written for: partitions
// share accounts here, and what is attached does not depend on the region that a request was signed for.
std::optional<std::string> held_policy_document(Call& call, std::string_view arn);

// The ARN of the policy with the id ANPA…, the account's own or one that AWS manages; nothing when there is none.
std::optional<std::string> policy_arn_of_id(Call& call, std::string_view unique_id);

// How many entities of this account use the policy, and as what.
struct PolicyUsage {
  std::int64_t attachments;
  std::int64_t boundaries;
};
PolicyUsage policy_usage(Call& call, std::string_view arn);

struct PolicyIdentity {
  std::string name;
  std::string path;
};

// As find_managed_policy(), for those who attach it.
std::optional<PolicyIdentity> find_attachable_policy(Call& call, std::string_view arn);

}  // namespace iam::service
