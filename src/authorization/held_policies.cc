#include "iam/authorization/held_policies.h"

#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/policy/document.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"

#include <limits>
#include <set>

namespace iam::service {
namespace {

// Quotas bound how many groups a user is in.
constexpr std::int64_t kAllOfThem = std::numeric_limits<std::int64_t>::max();

constexpr std::string_view kUserType = "USER";

}  // namespace

std::vector<PolicyHolder> with_groups(Call& call, PolicyHolder holder) {
  auto const user = holder.id;
  bool const is_user = holder.type == kUserType;
  std::vector<PolicyHolder> holders{std::move(holder)};
  if (!is_user) return holders;
  for (auto& group : store::Groups(call.store).page_of_user(call.account(), user, "", kAllOfThem)) {
    holders.push_back({group.id, "GROUP", std::move(group.name)});
  }
  return holders;
}

std::vector<HeldPolicy> held_policies(Call& call, std::vector<PolicyHolder> const& holders) {
  std::vector<HeldPolicy> policies;
  std::set<std::string> managed;
  for (auto const& holder : holders) {
    for (auto& policy : store::InlinePolicies(call.store).all(holder.id)) {
      policies.push_back({std::move(policy.name), std::nullopt, holder, std::move(policy.document)});
    }
    for (auto& arn : store::Attachments(call.store).all(holder.id)) {
      auto document = policy_document(call, arn);
      if (!document.has_value() || !managed.insert(arn).second) continue;
      std::string name(policy_name(arn));
      policies.push_back({std::move(name), std::move(arn), holder, *std::move(document)});
    }
  }
  return policies;
}

policy::AllowedActions allowed_actions(std::string_view document) {
  policy::AllowedActions allowed;
  if (auto const parsed = policy::parse(document)) allowed.add(*parsed);
  return allowed;
}

}  // namespace iam::service
