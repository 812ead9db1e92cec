#include "principal_policies.h"

#include "iam/authorization/control_policies.h"
#include "iam/authorization/held_policies.h"
#include "iam/base/text.h"
#include "iam/call/nouns.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/password_policies.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

// What AWS adds to a user's policies while the account's password policy lets users change their passwords.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_enable-user-change.html
constexpr std::string_view kMayChangePassword =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
    R"("Action":["iam:ChangePassword","iam:GetAccountPasswordPolicy"],"Resource":"*"}})";

void add_document(PolicyCache& cache, std::string_view document, policy::PolicyList& list, std::string id = "") {
  if (auto compiled = cache.compiled(document)) list.push_back({std::move(id), "", std::move(compiled)});
}

template <class Entity>
void add_entity(Call& call, PolicyCache& cache, std::string_view type, Entity const& entity,
                PrincipalPolicies& principal) {
  PolicyHolder holder{entity.id, type, entity.name, call.arn(to_lower_ascii(type), entity.path, entity.name)};
  if (auto const& arn = entity.permissions_boundary) {
    principal.sets.boundary = boundary_policy(call, cache, *arn);
    principal.sets.boundary->attached_to = holder.arn;
  }
  for (auto& policy : held_policies(call, cache, with_groups(call, std::move(holder)))) {
    principal.sets.identity.push_back(named(std::move(policy)));
  }
}

void add_user(Call& call, PolicyCache& cache, std::string_view name, PrincipalPolicies& principal) {
  auto const user = store::Users(call.store).find(call.account(), name);
  if (!user.has_value()) return;
  add_entity(call, cache, "USER", *user, principal);
  principal.facts.tags = stored_tags(call, "user", user->id);
  auto const passwords = store::PasswordPolicies(call.store).find(call.account());
  if (passwords && passwords->users_may_change) add_document(cache, kMayChangePassword, principal.sets.identity);
}

void add_role(Call& call, PolicyCache& cache, std::string_view name, PrincipalPolicies& principal) {
  auto const role = store::Roles(call.store).find(call.account(), name);
  if (!role.has_value()) return;
  add_entity(call, cache, "ROLE", *role, principal);
  principal.facts.tags = stored_tags(call, "role", role->id);
  principal.service_linked = catalogue::is_service_linked(role->path);
}

policy::PolicyList compiled(Call& call, PolicyCache& cache, SessionPolicies const& policies) {
  policy::PolicyList list;
  if (policies.document) add_document(cache, *policies.document, list, "session_policy");
  for (auto const& arn : policies.arns) list.push_back(attached_policy(call, cache, arn));
  for (auto& policy : list) policy.attached_to = call.caller.arn;
  return list;
}

policy::PolicyList own_session_policies(Call& call, PolicyCache& cache, SessionContext const& session) {
  auto list = compiled(call, cache, session.policies);
  // The policies of the tasks that root is assumed for only deny: what they leave, root may do.
  if (session.kind == SessionContext::Kind::kAssumedRoot) add_document(cache, policy::kEverythingAllowed, list);
  return list;
}

bool asks_for_keys(policy::PolicyList const& policies) {
  return std::ranges::any_of(policies, [](policy::NamedPolicy const& policy) {
    return !policy::context_keys_of(policy::source_of(*policy.compiled)).empty();
  });
}

bool asks_for_keys(policy::PolicySets const& sets) {
  auto const one_asks = [](policy::PolicyList const& policies) { return asks_for_keys(policies); };
  return asks_for_keys(sets.identity) || (sets.boundary && asks_for_keys(policy::PolicyList{*sets.boundary})) ||
         std::ranges::any_of(sets.service_control, one_asks) || std::ranges::any_of(sets.resource_control, one_asks);
}

}  // namespace

PrincipalPolicies principal_policies(Call& call, PolicyCache& cache) {
  PrincipalPolicies principal;
  auto const& caller = call.caller;
  if (caller.kind == Caller::Kind::kAssumedRole) {
    add_role(call, cache, caller.session->issuer.name, principal);
  } else if (caller.kind == Caller::Kind::kFederatedUser) {
    auto const& issuer = caller.session->issuer.name;
    // Without a name it is root.
    if (issuer.empty()) add_document(cache, policy::kEverythingAllowed, principal.sets.identity);
    if (!issuer.empty()) add_user(call, cache, issuer, principal);
  } else if (caller.kind == Caller::Kind::kUser) {
    add_user(call, cache, caller.user_name, principal);
  }
  auto controls = control_policies(call.store, cache, call.caller.partition, call.account());
  principal.sets.service_control = std::move(controls.service_control);
  principal.sets.resource_control = std::move(controls.resource_control);
  principal.facts.organization = std::move(controls.place);
  principal.asks_for_keys = asks_for_keys(principal.sets);
  return principal;
}

void add_session_policies(Call& call, PolicyCache& cache, policy::PolicySets& sets) {
  auto const* session = call.caller.session.get();
  if (session == nullptr) return;
  auto known = call.as_known();
  for (auto const& outer : session->outer_policies) sets.session.push_back(compiled(known, cache, outer));
  bool const needs_some = call.caller.kind == Caller::Kind::kFederatedUser;
  if (!session->policies.empty() || needs_some) sets.session.push_back(own_session_policies(known, cache, *session));
  for (auto const& document : session->scope_down_policies) {
    auto& list = sets.scope_down.emplace_back();
    add_document(cache, document, list, scope_down_policy_id(sets.scope_down.size() - 1));
    for (auto& policy : list) policy.attached_to = call.caller.arn;
  }
}

std::string scope_down_policy_id(std::size_t index) { return "scope_down_policy_" + std::to_string(index + 1); }

}  // namespace iam::service
