#include "iam/authorization/authorizer.h"

#include "iam/authorization/caller_context.h"
#include "iam/authorization/permission_request.h"
#include "iam/base/log.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/catalogue/services.h"
#include "iam/policy/compile.h"
#include "iam/policy/denial.h"
#include "iam/policy/names.h"
#include "iam/store/service_specific_credentials.h"
#include "identity_provider_keys.h"
#include "principal_policies.h"
#include "remembered.h"
#include "resources.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace iam::service {
namespace {

using Form = Permission::Form;

constexpr std::string_view kPassRole = "iam:PassRole";
constexpr std::string_view kPassedToService = "iam:PassedToService";
constexpr std::size_t kAuthorizationIdLength = 32;

void add_resource_keys(Resource const& resource, AccountId owner, std::optional<OrganizationPlace> const& place,
                       policy::Context& context) {
  add_owner_keys(owner, place, context);
  add_tag_keys(context, "aws:ResourceTag", resource.tags);
  bool const has_iam_key = resource.kind == "user" || resource.kind == "role";
  if (has_iam_key) add_tag_keys(context, "iam:ResourceTag", resource.tags);
}

// A request may need several actions. Each is asked only with the keys that the service authorization reference lists
// for it.
policy::Context listed_keys(policy::Context const& keys, std::string_view action) {
  auto const colon = action.find(':');
  auto const* listed = catalogue::find_action(action.substr(0, colon), action.substr(colon + 1));
  policy::Context kept;
  for (auto const& entry : keys.entries()) {
    bool const is_listed = listed != nullptr && std::ranges::any_of(listed->condition_keys, [&](auto const* key) {
                             auto const name = key->name.substr(0, key->name.find('$'));
                             return equals_ignoring_case(std::string_view(entry.key).substr(0, name.size()), name) &&
                                    (name.ends_with('/') || entry.key.size() == name.size());
                           });
    if (is_listed) kept.add(entry);
  }
  return kept;
}

// What does not depend on the request but on what is stored. Not every entity has it.
void add_stored_keys(Call& call, Permission const& permission, PermissionRequest const& request,
                     Resource const& resource, policy::Context& context) {
  for (auto const& [key, source, member] : permission.keys) {
    if (source == Permission::Source::kBoundary && resource.boundary) context.set(key, *resource.boundary);
    if (source == Permission::Source::kCredentialService && request.credential_id) {
      auto const credential = store::ServiceSpecificCredentials(call.store).find(*request.credential_id);
      if (credential && credential->account == call.account()) context.set(key, credential->service);
    }
    if (source == Permission::Source::kIdentityCenter) add_identity_center_key(call, resource, key, context);
    if (source == Permission::Source::kIssuers) add_issuers_key(call, resource, key, context);
  }
}

// Under which a resource is remembered; empty: looking it up costs nothing.
std::string resource_key(Caller const& caller, Permission::Resource const& rule, PermissionRequest const& request) {
  if (rule.form == Form::kEverything || rule.form == Form::kNewEntity || rule.form == Form::kCollection) return {};
  return iam_arn(caller.partition, caller.account, rule.kind, "/", request.name ? *request.name : caller.arn);
}

// The principal whose policies count: of a session its role or user.
std::string const& issuer_arn(Caller const& caller) {
  return caller.session == nullptr ? caller.arn : caller.session->issuer.arn;
}

// Under which a principal's policies are remembered. Root and the users that it federated have one ARN, and not the
// same policies.
std::string principal_key_of(Caller const& caller, ForeignLanguage const* language) {
  auto key = std::to_string(static_cast<int>(caller.kind)).append(" ").append(issuer_arn(caller));
  if (language != nullptr) key.append(" ").append(language->name);
  return key;
}

std::string name_of(policy::Requester const& requester) {
  for (auto const* name : {&requester.arn, &requester.provider, &requester.service}) {
    if (!name->empty()) return *name;
  }
  return "anonymous";
}

// As AWS writes them: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
std::string new_authorization_id(Call const& call) { return to_lower_ascii(call.ids.base32(kAuthorizationIdLength)); }

AuthorizationFailure failure_of(Call const& call, policy::Request const& asked, policy::Outcome outcome,
                                std::vector<policy::MatchedStatement> matched) {
  return {.principal_id = call.caller.unique_id,
          .principal_arn = call.caller.arn,
          .action = asked.action,
          .resource = asked.resource,
          .outcome = outcome,
          .matched = std::move(matched),
          .context = asked.context.entries()};
}

// The place of the first layer that says so. REQUIRES: one does.
std::size_t first_with(policy::Outcome outcome, std::vector<policy::Outcome> const& layers) {
  return static_cast<std::size_t>(std::ranges::find(layers, outcome) - layers.begin());
}

// A trust policy that names an account leaves the rest to that account's own policies. These are asked only where they
// are enforced.
policy::NamedPolicy everything_allowed(PolicyCache& cache) {
  return {"", "", cache.compiled(policy::kEverythingAllowed)};
}

}  // namespace

Authorizer::Authorizer(Enforcement enforcement, std::optional<Partition> partition, DenialLinks links)
    : enforcement_(enforcement), partition_(partition), links_(links), remembered_(std::make_unique<Remembered>()) {}

Authorizer::~Authorizer() = default;

std::shared_ptr<PrincipalPolicies const> Authorizer::principal(Call& call, ForeignLanguage const* language) {
  auto& policies = language == nullptr ? policies_ : policies_in(*language);
  auto known = call.as_known();
  return remembered_->principals.get(known.store.version(), principal_key_of(call.caller, language),
                                     [&] { return principal_policies(known, policies); });
}

std::shared_ptr<ControlPolicies const> Authorizer::organization_of(store::Session& session, Partition partition,
                                                                   AccountId account) {
  auto const key = std::string(partition_name(partition)).append(account.text());
  return remembered_->organizations.get(session.version(), key,
                                        [&] { return control_policies(session, policies_, partition, account); });
}

bool Authorizer::lets_pass(Caller const& caller, Operation const& operation, PermissionRequest const& request) const {
  auto const& permission = operation.permission;
  bool const needs_one_action =
      request.further_actions.empty() && !request.new_name && !request.new_path && !request.passed_role;
  if (enforcement_ != Enforcement::kNone || !needs_one_action || permission.is_decided_by_handler) return false;
  return seen_.covers(issuer_arn(caller), permission.action, resource_key(caller, permission.resource, request));
}

PolicyCache& Authorizer::policies_in(ForeignLanguage const& language) {
  std::lock_guard const lock(foreign_mutex_);
  return foreign_policies_.try_emplace(language.name, language.compile).first->second;
}

void Authorizer::forget(std::optional<AccountId> account) {
  denials_.forget(account);
  seen_.forget(account);
  if (account.has_value()) return;
  policies_.forget();
  std::lock_guard const lock(foreign_mutex_);
  for (auto& [language, policies] : foreign_policies_) policies.forget();
}

Status Authorization::check_operation(Call& call, Operation const& operation, PermissionRequest const& request) {
  auto const& permission = operation.permission;
  if (permission.resource.form == Form::kNothing) return {};
  if (permission.is_decided_by_handler) return check_root(call);

  if (authorizer_.lets_pass(call.caller, operation, request)) return {};
  auto const find = [&] { return find_resource(call, permission.resource, request); };
  auto const key = resource_key(call.caller, permission.resource, request);
  auto const resource = key.empty() ? std::make_shared<Resource const>(find())
                                    : authorizer_.remembered_->resources.get(call.store.version(), key, find);
  auto keys = request.keys;
  add_stored_keys(call, permission, request, *resource, keys);
  auto const check = [&](std::string_view action, Resource about, policy::Context with_keys) {
    return check_action(call, {.action = std::string(action),
                               .resource = std::move(about),
                               .keys = std::move(with_keys),
                               .is_granted = request.is_granted});
  };
  if (auto allowed = check(permission.action, *resource, keys); !allowed) return allowed;
  for (auto const action : request.further_actions) {
    if (auto allowed = check(action, *resource, listed_keys(keys, action)); !allowed) return allowed;
  }
  if (request.new_name || request.new_path) {
    auto target = moved(*resource, request.new_name, request.new_path);
    if (auto allowed = check(permission.action, std::move(target), std::move(keys)); !allowed) return allowed;
  }
  if (!request.passed_role) return {};
  policy::Context passing;
  passing.set(kPassedToService, std::string(permission.passed_role.service));
  return check(kPassRole, find_passed_role(call, *request.passed_role), std::move(passing));
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
Status Authorization::check_root(Call const& call) {
  bool const is_enforced = authorizer_.enforcement_ == Enforcement::kFull;
  if (is_enforced && call.caller.kind == Caller::Kind::kRoot) return fail(errors::root_may_not_assume_roles());
  return {};
}

Status Authorization::check_action(Call& call, Need need) {
  auto const& resource = need.resource;
  policy::Request asked{.requester = requester_of(call.caller),
                        .action = std::move(need.action),
                        .resource = resource.arn,
                        .resource_account = resource.is_entrusted ? call.account() : resource.account,
                        .context = std::move(need.keys)};
  Told const told{need.language == nullptr ? resource.arn : resource.shown, resource.shown, need.language};
  authorizer_.seen_.record(call.account(), asked.requester.principal_arn, asked.action,
                           resource.is_collection ? kEveryResource : told.resource);
  if (authorizer_.enforcement_ == Enforcement::kNone) return {};

  auto const& principal = principal_of(call, need.language);
  asked.requester.service_linked = principal.service_linked;
  bool const has_own_sets = call.caller.session != nullptr || need.is_granted || resource.is_entrusted;
  // Keys that no policy asks for are gathered to tell a denial only.
  bool const needs_no_keys = !has_own_sets && !principal.asks_for_keys;
  if (needs_no_keys && permits(policy::evaluate(asked, principal.sets))) return {};
  add_caller_keys(call, principal.facts, asked.context);
  auto const owner = owner_of(resource.arn, resource.account);
  add_resource_keys(resource, owner, place_of(call, owner), asked.context);
  if (needs_no_keys) return deny(call, asked, told, principal.sets);
  if (!has_own_sets) return settle(call, asked, told, principal.sets);
  auto sets = principal.sets;
  add_session_policies(call, authorizer_.policies_, sets);
  if (resource.is_entrusted) {
    sets.resource_control = authorizer_.organization_of(call.known, call.caller.partition, owner)->resource_control;
  }
  if (need.is_granted) sets.identity.push_back(everything_allowed(authorizer_.policies_));
  return settle(call, asked, told, sets);
}

bool Authorization::is_granted_in_its_language(Call& call, Need const& need) {
  if (authorizer_.enforcement_ == Enforcement::kNone) return true;
  auto const& of_aws = principal_of(call).sets.identity;
  policy::PolicySets sets;
  auto const is_of_aws = [&](policy::NamedPolicy const& policy) {
    return std::ranges::any_of(of_aws,
                               [&](auto const& each) { return each.id == policy.id && each.arn == policy.arn; });
  };
  std::ranges::remove_copy_if(principal_of(call, need.language).sets.identity, std::back_inserter(sets.identity),
                              is_of_aws);
  policy::Request asked{.requester = requester_of(call.caller),
                        .action = need.action,
                        .resource = need.resource.arn,
                        .resource_account = need.resource.account,
                        .context = need.keys};
  add_caller_keys(call, principal_of(call).facts, asked.context);
  auto const owner = owner_of(need.resource.arn, need.resource.account);
  add_resource_keys(need.resource, owner, place_of(call, owner), asked.context);
  return policy::evaluate(asked, sets).allowed();
}

tl::expected<void, Refusal> Authorization::admits(Call& call, policy::Request asked,
                                                  policy::ResourcePolicy const& door) {
  bool const is_stranger = !asked.requester.account.has_value();
  if (!is_stranger) {
    authorizer_.seen_.record(call.account(), asked.requester.principal_arn, asked.action, asked.resource);
  }
  policy::PolicySets const door_alone{.identity = {everything_allowed(authorizer_.policies_)}, .resource = door};
  if (authorizer_.enforcement_ == Enforcement::kNone) {
    if (policy::evaluate(asked, door_alone).allowed()) return {};
    return tl::unexpected(refusal(call, asked, door_alone));
  }
  policy::PolicySets sets;
  if (!is_stranger) {
    auto const& principal = principal_of(call);
    asked.requester.service_linked = principal.service_linked;
    sets = principal.sets;
    add_session_policies(call, authorizer_.policies_, sets);
  }
  sets.resource = door;
  auto const owner = asked.resource_account.value_or(call.account());
  if (is_stranger || owner != call.account()) {
    sets.resource_control = authorizer_.organization_of(call.known, call.caller.partition, owner)->resource_control;
  }
  if (permits(policy::evaluate(asked, sets))) return {};
  // Only a closed door refuses where policies are just told. What is told is what would be enforced.
  bool const is_enforced =
      authorizer_.enforcement_ == Enforcement::kFull || !policy::evaluate(asked, door_alone).allowed();
  if (is_enforced) return tl::unexpected(refusal(call, asked, sets));
  record(call, denied(call, asked, {asked.resource, asked.resource}, sets, false));
  return {};
}

// Of implicit denials AWS does not say by which policy; explicit ones were seen to name it.
Refusal Authorization::refusal(Call const& call, policy::Request const& asked, policy::PolicySets const& sets) const {
  auto refused = denied(call, asked, {asked.resource, asked.resource}, sets, true);
  if (refused.decided_by == policy::PolicyType::kTrust) explain_door(asked, sets.resource->policy, refused);
  bool const is_explicit = refused.failure.outcome == policy::Outcome::kExplicitDeny;
  auto told =
      is_explicit ? refused.sentence : policy::denial_sentence({asked.requester.arn, asked.action, asked.resource});
  return {errors::access_denied(std::move(told)), std::move(refused)};
}

Refusal Authorization::without_door(Call const& call, policy::Request const& asked, std::string why) const {
  auto sentence = policy::denial_sentence({asked.requester.arn, asked.action, asked.resource});
  return {errors::access_denied(sentence),
          {.at = call.now,
           .authorization_id = new_authorization_id(call),
           .request_id = std::string(call.request_id),
           .principal = name_of(asked.requester),
           .resource = asked.resource,
           .failure = failure_of(call, asked, policy::Outcome::kImplicitDeny, {}),
           .requester = asked.requester,
           .resource_account = asked.resource_account,
           .sets = {},
           .language = nullptr,
           .decided_by = policy::PolicyType::kTrust,
           .policy_id = {},
           .policy_arn = {},
           .sentence = std::move(sentence),
           .was_enforced = true,
           .statements = {},
           .why = std::move(why)}};
}

Error Authorization::refuse(Call const& call, Refusal refusal) {
  record(call, std::move(refusal.denied));
  return std::move(refusal.told);
}

CallerFacts Authorization::caller_facts(Call& call) {
  bool const has_policies_anyway = authorizer_.enforcement_ != Enforcement::kNone;
  if (has_policies_anyway) return principal_of(call).facts;
  auto known = call.as_known();
  return service::caller_facts(known);
}

PrincipalPolicies const& Authorization::principal_of(Call& call, ForeignLanguage const* language) {
  auto& known = principals_[principal_key_of(call.caller, language)];
  if (known == nullptr) known = authorizer_.principal(call, language);
  return *known;
}

std::optional<OrganizationPlace> Authorization::place_of(Call& call, AccountId account) {
  if (account == call.account()) return principal_of(call).facts.organization;
  return authorizer_.organization_of(call.known, call.caller.partition, account)->place;
}

bool Authorization::permits(policy::Decision const& decision) {
  if (decision.allowed() && decision_.empty()) decision_ = policy::outcome_name(decision.outcome);
  return decision.allowed();
}

Status Authorization::settle(Call& call, policy::Request const& asked, Told const& told,
                             policy::PolicySets const& sets) {
  if (permits(policy::evaluate(asked, sets))) return {};
  return deny(call, asked, told, sets);
}

Status Authorization::deny(Call& call, policy::Request const& asked, Told const& told, policy::PolicySets const& sets) {
  bool const is_enforced = authorizer_.enforcement_ == Enforcement::kFull;
  auto denial = denied(call, asked, told, sets, is_enforced);
  auto const link = denial_link(authorizer_.links_, call.origin, denial.authorization_id);
  auto sentence = denial.sentence + link;
  record(call, std::move(denial), link);
  if (!is_enforced) return {};
  return fail(errors::access_denied(std::move(sentence)));
}

DeniedRequest Authorization::denied(Call const& call, policy::Request const& asked, Told const& told,
                                    policy::PolicySets const& sets, bool is_enforced) const {
  policy::Explanation explanation;
  auto const decision = policy::explain(asked, sets, explanation);
  auto const* denier = decision.denier;
  auto policy_id = denier == nullptr ? std::string() : denier->id;
  if (decision.decided_by == policy::PolicyType::kScopeDown) {
    policy_id = scope_down_policy_id(first_with(decision.outcome, explanation.layers.scope_down));
  }
  return {.at = call.now,
          .authorization_id = new_authorization_id(call),
          .request_id = std::string(call.request_id),
          .principal = name_of(asked.requester),
          .resource = std::string(told.resource),
          .failure = failure_of(call, asked, decision.outcome, std::move(explanation.matched)),
          .requester = asked.requester,
          .resource_account = asked.resource_account,
          .sets = sets,
          .language = told.language,
          .decided_by = decision.decided_by,
          .policy_id = std::move(policy_id),
          .policy_arn = denier == nullptr ? std::string() : denier->arn,
          .sentence = policy::denial_sentence({asked.requester.arn, asked.action, told.shown}, decision),
          .was_enforced = is_enforced,
          .statements = {},
          .why = {}};
}

void Authorization::record(Call const& call, DeniedRequest denied, std::string_view link) {
  bool const is_first_denial = decision_.empty() || decision_ == policy::outcome_name(policy::Outcome::kAllowed);
  if (is_first_denial) {
    decision_ =
        std::string(policy::outcome_name(denied.failure.outcome)).append("; ").append(denied.sentence).append(link);
  }
  if (!denied.was_enforced) log::info("{} would be denied: {}", call.request_id, denied.sentence);
  if (!denied.why.empty()) {
    log::info("{} {} may not {} on {}: {}", call.request_id, denied.principal, denied.failure.action, denied.resource,
              denied.why);
  }
  authorizer_.denials_.record(call.account(), std::move(denied));
}

}  // namespace iam::service
