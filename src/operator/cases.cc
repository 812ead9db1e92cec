#include "cases.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/face/key_holders.h"
#include "iam/policy/requester.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

namespace iam::gateway {
namespace {

// What a role's trust policy decides about.
constexpr std::array<std::string_view, 5> kTrustedActions{"sts:AssumeRole", "sts:AssumeRoleWithSAML",
                                                          "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
                                                          "sts:SetSourceIdentity"};

bool is_arn(std::string_view principal) { return principal.starts_with("arn:"); }

// GetFederationToken tags a session that is of no role: no trust policy is asked.
bool is_federated_user(std::string_view resource) {
  auto const arn = parse_arn(resource);
  return arn.has_value() && arn->service == "sts" && arn->resource.starts_with("federated-user/");
}

std::string refusal(Error const& error) { return "`principal`: " + error.message.value_or(error.code); }

void add_time_keys(Time now, policy::Context& context) {
  context.set_unless_there("aws:CurrentTime", to_iso8601(now));
  context.set_unless_there("aws:EpochTime", std::to_string(epoch_seconds(now)));
}

// The account whose root a session would be of; nothing for any other question.
std::optional<AccountId> assumed_root(policy::Request const& request) {
  if (!equals_ignoring_case(request.action, "sts:AssumeRoot")) return std::nullopt;
  auto const named = parse_iam_arn(request.resource);
  return named && named->kind == "root" ? std::optional(named->account) : std::nullopt;
}

}  // namespace

bool is_trusted_action(std::string_view action) {
  return std::ranges::any_of(kTrustedActions, [&](auto known) { return equals_ignoring_case(known, action); });
}

std::optional<AccountId> account_of_resource(std::string_view resource) {
  auto const arn = parse_arn(resource);
  return arn.has_value() ? AccountId::parse(arn->account) : std::nullopt;
}

tl::expected<Case, std::string> Cases::of(Question& question) {
  if (!question.authorization_id.empty()) return asked_again(question);
  Case asked;
  auto& request = asked.request;
  request.action = question.action;
  request.resource = question.resource;
  request.resource_account =
      question.resource_account ? question.resource_account : account_of_resource(question.resource);
  if (question.requester.has_value()) {
    request.requester = *std::move(question.requester);
    request.context = std::move(question.context);
    asked.principal_arn = request.requester.arn;
    asked.principal_id = request.requester.unique_id;
    asked.sets = question.policies.over({});
    return asked;
  }

  auto principal = find_principal(question);
  if (!principal.has_value()) return tl::unexpected(principal.error());
  if (auto const* found = principal->get()) {
    request.requester = found->requester;
    request.context = found->keys;
    request.context.add(std::move(question.context));
    asked.principal_arn = found->caller.arn;
    asked.principal_id = found->caller.unique_id;
    asked.sets = found->sets;
  } else {
    request.requester = *policy::requester_named(question.principal);
    request.context = std::move(question.context);
    policy::add_requester_keys(request.requester, request.context);
    asked.principal_arn = request.requester.arn;
    asked.principal_id = request.requester.unique_id;
  }
  if (!request.resource_account) request.resource_account = request.requester.account;
  add_time_keys(facts_.now(), request.context);
  add_stored_policies(asked, question.semantics);
  asked.sets = question.policies.over(std::move(asked.sets));
  entrust_root(asked, question.semantics);
  return asked;
}

// The principal, its session and the context are those of the denial. What it has now is asked, and what there is now.
tl::expected<Case, std::string> Cases::asked_again(Question const& question) {
  auto const found = surroundings_.authorizer.denials().find(question.authorization_id, facts_.now());
  if (!found.has_value()) return tl::unexpected<std::string>("`authorization_id` names no denial that is still kept");
  auto const& denied = found->denied;
  Case asked{.request = service::request_of(denied),
             .sets = {},
             .principal_arn = denied.failure.principal_arn,
             .principal_id = denied.failure.principal_id};
  auto& request = asked.request;
  request.context.add(question.context);

  auto& requester = request.requester;
  if (requester.account.has_value()) {
    auto const principal = facts_.principal(requester.principal_arn, denied.language);
    if (principal == nullptr) return tl::unexpected("there is no " + requester.principal_arn + " any more");
    requester.unique_id = principal->requester.unique_id;
    requester.service_linked = principal->requester.service_linked;
    request.context.add_unless_there(principal->keys);
    asked.sets = principal->sets;
    asked.sets.session = denied.sets.session;
    asked.sets.scope_down = denied.sets.scope_down;
    // What the server itself granted, as for an action that was allowed under another name.
    std::ranges::remove_copy_if(denied.sets.identity, std::back_inserter(asked.sets.identity), service::was_written);
  }
  if (auto const member = assumed_root(request)) request.resource_account = member;
  add_stored_policies(asked, question.semantics);
  asked.sets = question.policies.over(std::move(asked.sets));
  entrust_root(asked, question.semantics);
  return asked;
}

// Null for a principal that is not stored, and need not be: the question has its policies.
tl::expected<std::shared_ptr<service::StoredPrincipal const>, std::string> Cases::find_principal(
    Question const& question) {
  if (!is_arn(question.principal)) {
    auto holder = facts_.key_holder(question.principal, question.session_token);
    if (!holder.has_value()) return tl::unexpected(refusal(holder.error()));
    if (*holder != nullptr) return *std::move(holder);
    auto const root = bootstrap_key_holder({.access_key_id = question.principal}, environment_.default_account);
    if (!root.has_value()) return tl::unexpected(refusal(service::errors::invalid_client_token()));
    return facts_.principal(root->caller.arn);
  }
  if (!question.session_token.empty())
    return tl::unexpected<std::string>("`session_token` belongs to an access key id");
  auto principal = facts_.principal(question.principal);
  if (principal != nullptr) return principal;
  if (!policy::requester_named(question.principal).has_value()) {
    return tl::unexpected<std::string>(
        "`principal` is the ARN of a user, a role, a session or a root, or an access key id");
  }
  if (!question.policies.identity.has_value()) {
    return tl::unexpected<std::string>("there is no " + question.principal +
                                       ": give its policies as `policies.identity`");
  }
  return nullptr;
}

void Cases::add_stored_policies(Case& asked, policy::Semantics semantics) {
  auto& request = asked.request;
  if (request.resource_account) {
    auto const account = *request.resource_account;
    auto const organization = facts_.organization_of(account);
    asked.sets.resource_control = organization->resource_control;
    auto const owner = service::owner_of(request.resource, account);
    policy::Context keys;
    service::add_owner_keys(owner, owner == account ? organization->place : facts_.organization_of(owner)->place, keys);
    request.context.add_unless_there(std::move(keys));
  }
  if (!is_trusted_action(request.action)) return;
  if (auto trust = facts_.trust_policy(request.resource)) {
    asked.sets.resource = *std::move(trust);
  } else if (semantics == policy::Semantics::kLive && !is_federated_user(request.resource)) {
    asked.sets.resource = closed_door("there is no such role");
  }
}

// Nothing in a member's account has to allow sessions of its root: that is the organization's to say. Who may not begin
// them is told so when policies have allowed it, as AssumeRoot does.
void Cases::entrust_root(Case& asked, policy::Semantics semantics) {
  auto& request = asked.request;
  auto const member = assumed_root(request);
  auto const account = request.requester.account;
  bool const is_open = semantics != policy::Semantics::kLive || asked.sets.resource.has_value();
  if (!member || !account || is_open) return;
  request.resource_account = account;
  if (facts_.manages_root_of(*account, *member) || !policy::evaluate(request, asked.sets).allowed()) return;
  asked.sets.resource = closed_door("the account does not manage root sessions of that one");
}

// The statement is about no action.
policy::ResourcePolicy Cases::closed_door(std::string_view why) {
  constexpr std::string_view kNobody =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","NotAction":"*"}})";
  return {{.id = std::string(why), .arn = {}, .compiled = surroundings_.authorizer.policies().compiled(kNobody)},
          policy::ResourcePolicyKind::kTrust};
}

}  // namespace iam::gateway
