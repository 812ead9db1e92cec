#include "principal_policies.h"

#include "control_policies.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "iam/store/password_policies.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

// Quotas bound how many groups a user is in.
constexpr std::int64_t kAllOfThem = std::numeric_limits<std::int64_t>::max();

// What AWS adds to a user's policies while the account's password policy lets users change their passwords.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_enable-user-change.html
constexpr std::string_view kMayChangePassword =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
    R"("Action":["iam:ChangePassword","iam:GetAccountPasswordPolicy"],"Resource":"*"}})";

// A statement that matches no action.
constexpr std::string_view kNothing =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}})";

constexpr std::string_view kEverything =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})";

class Collector {
 public:
  Collector(Call& call, PolicyCache& cache) : call_(call), cache_(cache) {}

  // A document that is no policy, which no operation saves, allows nothing and denies nothing.
  void add(policy::PolicyList& list, std::string id, std::string arn, std::string_view document) {
    auto compiled = cache_.compiled(document);
    if (compiled != nullptr) list.push_back({std::move(id), std::move(arn), std::move(compiled)});
  }

  // One that does not exist any more is passed over.
  void add_managed(policy::PolicyList& list, std::string const& arn) {
    if (auto const document = policy_document(call_, arn)) add(list, std::string(policy_name(arn)), arn, *document);
  }

  void add_all_of(policy::PolicyList& list, std::string_view kind, store::EntityId entity, std::string_view name) {
    for (auto const& policy : store::InlinePolicies(call_.store).all(entity)) {
      auto id = std::string(kind).append("_").append(name).append("_").append(policy.name);
      add(list, std::move(id), "", policy.document);
    }
    for (auto const& arn : store::Attachments(call_.store).all(entity)) add_managed(list, arn);
  }

  // A boundary that does not exist any more lets nothing through.
  void set_boundary(PrincipalPolicies& principal, std::optional<std::string> const& arn) {
    if (!arn) return;
    policy::PolicyList boundary;
    add_managed(boundary, *arn);
    if (boundary.empty()) add(boundary, "", *arn, kNothing);
    principal.sets.boundary = std::move(boundary.front());
  }

  void add_user(PrincipalPolicies& principal, std::string_view name) {
    auto const user = store::Users(call_.store).find(call_.account(), name);
    if (!user.has_value()) return;
    auto& identity = principal.sets.identity;
    add_all_of(identity, "user", user->id, user->name);
    for (auto const& group : store::Groups(call_.store).page_of_user(call_.account(), user->id, "", kAllOfThem)) {
      add_all_of(identity, "group", group.id, group.name);
    }
    auto const passwords = store::PasswordPolicies(call_.store).find(call_.account());
    if (passwords && passwords->users_may_change) add(identity, "", "", kMayChangePassword);
    set_boundary(principal, user->permissions_boundary);
    principal.tags = store::Tags(call_.store, store::KeyCase::kIgnored).all(user->id);
  }

  void add_role(PrincipalPolicies& principal, std::string_view name) {
    auto const role = store::Roles(call_.store).find(call_.account(), name);
    if (!role.has_value()) return;
    add_all_of(principal.sets.identity, "role", role->id, role->name);
    set_boundary(principal, role->permissions_boundary);
    principal.tags = store::Tags(call_.store, store::KeyCase::kIgnored).all(role->id);
    principal.service_linked = catalogue::is_service_linked(role->path);
  }

 private:
  Call& call_;
  PolicyCache& cache_;
};

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
  Collector collector(call, cache);
  auto const& caller = call.caller;
  if (caller.kind == Caller::Kind::kAssumedRole) {
    collector.add_role(principal, caller.session->issuer.name);
  } else if (caller.kind == Caller::Kind::kFederatedUser) {
    auto const& issuer = caller.session->issuer.name;
    // Without a name it is root.
    if (issuer.empty()) collector.add(principal.sets.identity, "", "", kEverything);
    if (!issuer.empty()) collector.add_user(principal, issuer);
  } else if (caller.kind == Caller::Kind::kUser) {
    collector.add_user(principal, caller.user_name);
  }
  auto controls = control_policies(call.store, cache, call.caller.partition, call.account());
  principal.sets.service_control = std::move(controls.service_control);
  principal.sets.resource_control = std::move(controls.resource_control);
  principal.asks_for_keys = asks_for_keys(principal.sets);
  return principal;
}

std::vector<policy::PolicyList> session_policies(Call& call, PolicyCache& cache) {
  auto const* session = call.caller.session.get();
  if (session == nullptr) return {};
  bool const needs_some = call.caller.kind == Caller::Kind::kFederatedUser;
  if (session->policies.empty() && !needs_some) return {};
  policy::PolicyList list;
  Collector collector(call, cache);
  if (session->policies.document) collector.add(list, "", "", *session->policies.document);
  for (auto const& arn : session->policies.arns) collector.add_managed(list, arn);
  // The policies of the tasks that root is assumed for only deny: what they leave, root may do.
  if (session->kind == SessionContext::Kind::kAssumedRoot) collector.add(list, "", "", kEverything);
  return {std::move(list)};
}

}  // namespace iam::service
