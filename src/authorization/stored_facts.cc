#include "iam/authorization/stored_facts.h"

#include "iam/authorization/caller_context.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/credentials.h"
#include "iam/policy/requester.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"
#include "principal_policies.h"
#include "remembered.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace iam::service {
namespace {

Caller role_caller(store::Role const& role, Partition partition, std::string arn, std::string_view session_name) {
  auto session = std::make_shared<SessionContext>();
  session->issuer = {.arn = iam_arn(partition, role.account, "role", role.path, role.name),
                     .unique_id = role.unique_id,
                     .name = role.name};
  session->name = session_name;
  auto unique_id = role.unique_id;
  if (!session_name.empty()) unique_id.append(":").append(session_name);
  return {.kind = Caller::Kind::kAssumedRole,
          .account = role.account,
          .partition = partition,
          .arn = std::move(arn),
          .unique_id = std::move(unique_id),
          .session = std::move(session)};
}

// As if the principal had called, with nothing but what its ARN says of a session. An ARN is written in one way only.
std::optional<Caller> find_caller(store::Session& session, std::string_view arn) {
  auto const requester = policy::requester_named(arn);
  if (!requester.has_value()) return std::nullopt;
  auto const parts = *parse_arn(arn);
  auto const named_partition = partition_named(parts.partition);
  if (!named_partition.has_value()) return std::nullopt;
  auto const partition = *named_partition;
  auto const account = *requester->account;
  if (requester->kind == policy::RequesterKind::kRoot) return Caller::root(account, partition, "");
  if (requester->kind == policy::RequesterKind::kUser) {
    auto const user = store::Users(session).find(account, after_last(parts.resource, '/'));
    if (!user.has_value()) return std::nullopt;
    auto caller = Caller::user(*user, partition, "");
    return caller.arn == arn ? std::optional(std::move(caller)) : std::nullopt;
  }
  if (requester->kind != policy::RequesterKind::kRoleSession) return std::nullopt;
  bool const is_session = parts.service == "sts";
  auto const role = store::Roles(session).find(account, after_last(requester->principal_arn, '/'));
  if (!role.has_value()) return std::nullopt;
  auto caller = role_caller(*role, partition, std::string(arn), is_session ? after_last(parts.resource, '/') : "");
  return is_session || caller.session->issuer.arn == arn ? std::optional(std::move(caller)) : std::nullopt;
}

// A role or session that only an ARN names has no credentials: nobody knows when they were issued, or whether with MFA.
bool has_temporary_credentials(Caller const& caller) {
  return caller.session != nullptr && caller.session->issued_at != Time();
}

}  // namespace

StoredPrincipal StoredFacts::known(Caller caller, ForeignLanguage const* language) {
  StoredPrincipal principal{.caller = std::move(caller), .requester = {}, .sets = {}, .keys = {}};
  Origin const nowhere;
  auto& authorizer = surroundings_.authorizer;
  Authorization authorization(authorizer);
  auto call = surroundings_.call(principal.caller, session_, session_, authorization, nowhere, "");
  call.now = now_;
  auto const policies = authorizer.principal(call, language);

  principal.sets = policies->sets;
  add_session_policies(call, authorizer.policies(), principal.sets);
  principal.sets.resource_control.clear();  // those of the resource's account count
  principal.requester = requester_of(principal.caller);
  principal.requester.service_linked = policies->service_linked;
  // Time and origin are a matter of each question.
  add_principal_keys(principal.caller, policies->facts, principal.keys);
  principal.keys.set("aws:ViaAWSService", "false");
  if (has_temporary_credentials(principal.caller)) add_session_keys(*principal.caller.session, now_, principal.keys);
  return principal;
}

std::shared_ptr<StoredPrincipal const> StoredFacts::principal(std::string_view arn, ForeignLanguage const* language) {
  auto const found = [&]() -> std::optional<StoredPrincipal> {
    auto caller = find_caller(session_, arn);
    if (!caller.has_value()) return std::nullopt;
    return known(*std::move(caller), language);
  };
  std::string in_language;
  if (language != nullptr) in_language = fmt::format("{} {}", language->name, arn);
  std::string_view const key = language == nullptr ? arn : in_language;
  auto const named = surroundings_.authorizer.remembered_->named.get(session_.version(), key, found);
  return {named, named->has_value() ? &**named : nullptr};
}

Result<std::shared_ptr<StoredPrincipal const>> StoredFacts::key_holder(std::string_view access_key_id,
                                                                       std::string_view session_token) {
  PresentedKey const presented{.access_key_id = access_key_id,
                               .session_token = session_token.empty() ? std::nullopt : std::optional(session_token)};
  auto holder = find_key_holder(session_, session_, surroundings_.seal, presented, now_);
  if (!holder.has_value()) return fail(std::move(holder.error()));
  if (!holder->has_value()) return nullptr;
  return std::make_shared<StoredPrincipal const>(known(std::move((*holder)->caller)));
}

std::shared_ptr<ControlPolicies const> StoredFacts::organization_of(AccountId account) {
  return surroundings_.authorizer.organization_of(session_, Partition::kAws, account);
}

std::optional<policy::ResourcePolicy> StoredFacts::trust_policy(std::string_view role_arn) {
  auto const named = parse_iam_arn(role_arn);
  if (!named.has_value() || named->kind != "role") return std::nullopt;
  auto const role = store::Roles(session_).find(named->account, named->name);
  if (!role.has_value() || role->name != named->name || role->path != named->path) return std::nullopt;
  auto compiled = surroundings_.authorizer.policies().compiled(role->trust_policy);
  if (compiled == nullptr) return std::nullopt;
  return policy::ResourcePolicy{{.id = "trust_" + role->name, .arn = {}, .compiled = std::move(compiled)},
                                policy::ResourcePolicyKind::kTrust};
}

}  // namespace iam::service
