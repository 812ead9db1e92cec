#include "iam/authorization/caller_context.h"

#include "iam/call/nouns.h"
#include "iam/policy/requester.h"

#include <chrono>
#include <optional>

namespace iam::service {
namespace {

std::string seconds(std::chrono::milliseconds duration) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(duration).count());
}

policy::RequesterKind requester_kind(Caller::Kind kind) {
  switch (kind) {
    case Caller::Kind::kRoot:
      return policy::RequesterKind::kRoot;
    case Caller::Kind::kUser:
      return policy::RequesterKind::kUser;
    case Caller::Kind::kAssumedRole:
      return policy::RequesterKind::kRoleSession;
    case Caller::Kind::kFederatedUser:
      return policy::RequesterKind::kFederatedUser;
  }
  return policy::RequesterKind::kAnonymous;
}

// The tags of the user or role behind the caller, without those of its session.
std::vector<store::Tag> caller_tags(Call& call) {
  auto const& caller = call.caller;
  bool const is_role = caller.kind == Caller::Kind::kAssumedRole;
  bool const is_issued = is_role || caller.kind == Caller::Kind::kFederatedUser;
  std::string_view const name = is_issued ? caller.session->issuer.name : caller.user_name;
  if (name.empty()) return {};
  auto const& noun = noun_of(is_role ? "role" : "user");
  auto const entity = noun.find(call, name);
  return entity.has_value() ? stored_tags(call, noun.kind, entity->id) : std::vector<store::Tag>();
}

void add_origin_keys(Origin const& origin, policy::Context& context) {
  if (!origin.source_ip.empty()) context.set("aws:SourceIp", origin.source_ip);
  if (!origin.user_agent.empty()) context.set("aws:UserAgent", origin.user_agent);
  context.set("aws:SecureTransport", origin.is_secure ? "true" : "false");
  context.set("aws:RequestedRegion", origin.region);
  context.set("aws:ViaAWSService", "false");
}

}  // namespace

std::string const& principal_arn(Caller const& caller) {
  return caller.kind == Caller::Kind::kAssumedRole ? caller.session->issuer.arn : caller.arn;
}

policy::Requester requester_of(Caller const& caller) {
  policy::Requester requester{.kind = requester_kind(caller.kind),
                              .account = caller.account,
                              .arn = caller.arn,
                              .principal_arn = principal_arn(caller)};
  if (caller.kind == Caller::Kind::kUser) requester.unique_id = caller.unique_id;
  if (caller.kind == Caller::Kind::kFederatedUser) requester.principal_arn = caller.session->issuer.arn;
  if (caller.kind == Caller::Kind::kAssumedRole || caller.kind == Caller::Kind::kFederatedUser) {
    requester.unique_id = caller.session->issuer.unique_id;
  }
  return requester;
}

CallerFacts caller_facts(Call& call) {
  return {.tags = caller_tags(call), .organization = organization_place(call.store, call.account())};
}

void add_principal_keys(Caller const& caller, CallerFacts const& facts, policy::Context& context) {
  context.set("aws:PrincipalArn", principal_arn(caller));
  context.set("aws:PrincipalAccount", caller.account.text());
  context.set("aws:PrincipalType", std::string(policy::principal_type(requester_kind(caller.kind))));
  context.set("aws:PrincipalIsAWSService", "false");
  if (facts.organization) {
    context.set("aws:PrincipalOrgID", facts.organization->id);
    context.set_list("aws:PrincipalOrgPaths", {facts.organization->path});
  }
  context.set("aws:userid", caller.unique_id);
  if (caller.kind == Caller::Kind::kUser) context.set("aws:username", caller.user_name);
  // Tags of the session win over those of its role or user: they are set last.
  add_tag_keys(context, "aws:PrincipalTag", facts.tags);
  if (caller.session != nullptr) add_tag_keys(context, "aws:PrincipalTag", caller.session->tags);
}

void add_session_keys(SessionContext const& session, Time now, policy::Context& context) {
  context.set("aws:TokenIssueTime", to_iso8601(session.issued_at));
  context.set("aws:MultiFactorAuthPresent", session.mfa_at.has_value() ? "true" : "false");
  if (session.mfa_at.has_value()) context.set("aws:MultiFactorAuthAge", seconds(now - *session.mfa_at));
  if (session.kind == SessionContext::Kind::kAssumedRoot) context.set("aws:AssumedRoot", "true");
  if (session.source_identity) context.set("aws:SourceIdentity", *session.source_identity);
  if (session.federated_provider) context.set("aws:FederatedProvider", *session.federated_provider);
  for (auto const& [name, values] : session.provider_keys) context.set_values(name, values);
  add_origin_identity_keys(session.propagated, context);
}

void add_caller_keys(Call const& call, CallerFacts const& facts, policy::Context& context) {
  add_principal_keys(call.caller, facts, context);
  add_request_keys(call, context);
  // Absent, and not false, with long-term credentials.
  if (call.caller.session != nullptr) add_session_keys(*call.caller.session, call.now, context);
}

void add_request_keys(Call const& call, policy::Context& context) {
  context.set("aws:CurrentTime", to_iso8601(call.now));
  context.set("aws:EpochTime", std::to_string(epoch_seconds(call.now)));
  add_origin_keys(call.origin, context);
}

void add_origin_identity_keys(PropagatedIdentity const& identity, policy::Context& context) {
  auto const set = [&](std::string_view key, std::optional<std::string> const& value) {
    if (value) context.set(std::string("aws:OriginIdentity/").append(key), *value);
  };
  set("Subject", identity.subject);
  set("SubjectType", identity.subject_type);
  set("Issuer", identity.issuer);
  set("FederatedProviderArn", identity.federated_provider_arn);
  for (auto const& [key, value] : identity.transaction) {
    context.set("aws:TransactionContext/IdentityProvider/" + key, value);
  }
}

void add_tag_keys(policy::Context& context, std::string_view prefix, std::vector<store::Tag> const& tags) {
  for (auto const& [key, value] : tags) context.set(std::string(prefix).append("/").append(key), value);
}

void add_request_tags(policy::Context& context, std::vector<store::Tag> const& tags,
                      std::vector<std::string> const& removed) {
  if (tags.empty() && removed.empty()) return;
  add_tag_keys(context, "aws:RequestTag", tags);
  std::vector<std::string> keys;
  for (auto const& tag : tags) keys.push_back(tag.key);
  keys.insert(keys.end(), removed.begin(), removed.end());
  context.set_list("aws:TagKeys", std::move(keys));
}

}  // namespace iam::service
