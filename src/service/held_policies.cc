#include "held_policies.h"

#include "access_advisor_errors.h"
#include "groups.h"
#include "iam/base/arn.h"
#include "iam/policy/document.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "managed_policies.h"
#include "policy_arn.h"
#include "roles.h"
#include "users.h"

#include <limits>
#include <set>

namespace iam::service {
namespace {

// Quotas bound how many groups a user is in.
constexpr std::int64_t kAllOfThem = std::numeric_limits<std::int64_t>::max();

constexpr std::string_view kUserType = "USER";

template <class Entity>
Result<std::vector<PolicyHolder>> holder(Call& call, std::string_view arn, std::string_view kind, std::string_view type,
                                         std::optional<Entity> entity) {
  if (!entity.has_value() || call.arn(kind, entity->path, entity->name) != arn) {
    return fail(errors::no_such_principal(arn));
  }
  return std::vector<PolicyHolder>{{entity->id, type, std::move(entity->name)}};
}

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

Result<std::vector<PolicyHolder>> find_policy_holders(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value() || parts->service != "iam") return fail(errors::arn_is_no_principal(arn));
  auto const kind = parts->resource.substr(0, parts->resource.find('/'));
  auto const name = parts->resource.substr(parts->resource.rfind('/') + 1);
  if (kind == "group") return holder(call, arn, kind, "GROUP", store::Groups(call.store).find(call.account(), name));
  if (kind == "role") return holder(call, arn, kind, "ROLE", store::Roles(call.store).find(call.account(), name));
  if (kind != "user") return fail(errors::arn_is_no_principal(arn));

  auto holders = holder(call, arn, kind, kUserType, store::Users(call.store).find(call.account(), name));
  if (!holders) return holders;
  return with_groups(call, std::move(holders->front()));
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
