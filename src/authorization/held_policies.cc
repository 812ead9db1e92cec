#include "iam/authorization/held_policies.h"

#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/text.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"

#include <set>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kUserType = "USER";

// A statement that matches no action.
constexpr std::string_view kAllowNothing =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}})";
constexpr std::string_view kDenyEverything =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})";

// `otherwise` in the place of a policy that cannot be found; null for a document that is no policy.
policy::CompiledPolicyPtr managed_policy(Call& call, PolicyCache& cache, std::string_view arn,
                                         std::string_view otherwise) {
  auto const document = held_policy_document(call, arn);
  return cache.compiled(document.has_value() ? std::string_view(*document) : otherwise);
}

policy::NamedPolicy named_managed_policy(Call& call, PolicyCache& cache, std::string const& arn,
                                         std::string_view otherwise) {
  auto compiled = managed_policy(call, cache, arn, otherwise);
  if (compiled == nullptr) compiled = cache.compiled(otherwise);
  return {std::string(policy_name(arn)), arn, std::move(compiled)};
}

}  // namespace

std::vector<PolicyHolder> with_groups(Call& call, PolicyHolder holder) {
  auto const user = holder.id;
  bool const is_user = holder.type == kUserType;
  std::vector<PolicyHolder> holders{std::move(holder)};
  if (!is_user) return holders;
  for (auto& group : store::Groups(call.store).page_of_user(call.account(), user, "", store::kAllOfThem)) {
    auto arn = call.arn("group", group.path, group.name);
    holders.push_back({group.id, "GROUP", std::move(group.name), std::move(arn)});
  }
  return holders;
}

std::vector<HeldPolicy> held_policies(Call& call, PolicyCache& cache, std::vector<PolicyHolder> const& holders) {
  std::vector<HeldPolicy> policies;
  std::set<std::string> managed;
  auto const add = [&](std::string name, std::optional<std::string> arn, PolicyHolder const& holder,
                       policy::CompiledPolicyPtr compiled) {
    if (compiled != nullptr) policies.push_back({std::move(name), std::move(arn), holder, std::move(compiled)});
  };
  for (auto const& holder : holders) {
    for (auto& policy : store::InlinePolicies(call.store).all(holder.id)) {
      add(std::move(policy.name), std::nullopt, holder, cache.compiled(policy.document));
    }
    for (auto& arn : store::Attachments(call.store).all(holder.id)) {
      if (!managed.insert(arn).second) continue;
      auto compiled = managed_policy(call, cache, arn, kDenyEverything);
      std::string name(policy_name(arn));
      add(std::move(name), std::move(arn), holder, std::move(compiled));
    }
  }
  return policies;
}

policy::NamedPolicy named(HeldPolicy policy) {
  auto& holder = policy.holder;
  if (policy.arn) {
    return {std::move(policy.name), *std::move(policy.arn), std::move(policy.compiled), std::move(holder.arn)};
  }
  auto id = to_lower_ascii(holder.type).append("_").append(holder.name).append("_").append(policy.name);
  return {std::move(id), {}, std::move(policy.compiled), std::move(holder.arn)};
}

policy::NamedPolicy attached_policy(Call& call, PolicyCache& cache, std::string const& arn) {
  return named_managed_policy(call, cache, arn, kDenyEverything);
}

policy::NamedPolicy boundary_policy(Call& call, PolicyCache& cache, std::string const& arn) {
  return named_managed_policy(call, cache, arn, kAllowNothing);
}

policy::AllowedActions allowed_actions(policy::CompiledPolicy const& policy) {
  policy::AllowedActions allowed;
  allowed.add(policy::source_of(policy));
  return allowed;
}

}  // namespace iam::service
