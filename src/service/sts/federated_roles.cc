// Becoming a role on the word of an identity provider:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html and
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
#include "errors/federated_identity.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/service/handlers/assumed_roles.h"
#include "sts/propagation.h"
#include "sts/role_sessions.h"
#include "sts/saml_identity.h"
#include "sts/web_identity.h"

#include <algorithm>
#include <chrono>

namespace iam::service::sts {
namespace {

constexpr std::string_view kWithWebIdentity = "sts:AssumeRoleWithWebIdentity";
constexpr std::string_view kWithSaml = "sts:AssumeRoleWithSAML";

// Nobody signs these requests: they are about the account of the role, and the partition of its ARN.
Result<Caller> nobody_in_account_of(Call const& call, std::string_view role_arn) {
  auto const role = parse_iam_arn(role_arn);
  if (!role.has_value() || !call.authorization.serves(role->partition)) return fail(errors::request_arn_invalid());
  return Caller::root(role->account, role->partition, "");
}

// AWS was seen to take a SAML caller for a user of the provider's account, whose id is the provider's ARN and who has
// no ARN (radkawar/stackd, 2026-09-11). That web identity callers are such users, too, is likely.
policy::Context context_of(Call const& call, FederatedIdentity const& identity) {
  policy::Context context;
  for (auto const& [name, values] : identity.keys) context.set_values(name, values);
  context.set("aws:PrincipalAccount", call.account().text());
  context.set("aws:PrincipalType", "User");
  context.set("aws:userid", identity.provider);
  add_origin_identity_keys(identity.propagated, context);
  add_request_keys(call, context);
  return context;
}

std::vector<SessionKey> session_keys(std::vector<IdentityKey> const& keys) {
  std::vector<SessionKey> kept;
  for (auto const& [name, values] : keys) kept.push_back({name, values});
  return kept;
}

template <class Request>
RoleSessionRequest session_request(std::string_view action, Request const& request, FederatedIdentity const& identity) {
  RoleSessionRequest wanted{.action = action,
                            .duration_s = request.duration_seconds,
                            .policy = request.policy,
                            .policy_arns = request.policy_arns,
                            .source_identity = identity.source_identity,
                            .provider_keys = session_keys(identity.keys),
                            .propagated = identity.propagated,
                            .token_size_min = size_wanted(request.minimum_session_token_size)};
  for (auto const& [key, value] : identity.tags.tags) wanted.tags.tags.push_back({key, value});
  wanted.tags.transitive_keys = identity.tags.transitive_keys;
  return wanted;
}

// Whoever is refused hears the same, whether the role is missing or does not trust the provider; which of several
// actions is not allowed, and nothing of policies.
Result<RoleSession> become(Call& call, std::string_view role_arn, policy::RequesterKind kind,
                           FederatedIdentity const& identity, RoleSessionRequest wanted) {
  auto const role = find_role_of_arn(call, role_arn);
  if (!role) return fail(errors::request_arn_invalid());
  auto trusted = trusts(call, {role_arn, *role}, {.kind = kind, .provider = identity.provider}, wanted,
                        context_of(call, identity));
  if (!trusted) {
    auto refusal = std::move(trusted.error());
    refusal.told = errors::not_authorized_to(refusal.action());
    return fail(call.authorization.refuse(call, std::move(refusal)));
  }
  return make_role_session(call, **role, std::move(wanted));
}

// Who proves nothing gets no role, whatever its policy says. `outline` is for the operator.
Error unproven(Call& call, policy::Requester requester, std::string_view action, std::string_view role_arn, Error error,
               std::string const& outline) {
  policy::Request const asked{.requester = std::move(requester),
                              .action = std::string(action),
                              .resource = std::string(role_arn),
                              .resource_account = call.account(),
                              .context = {}};
  auto const sentence = error.message.value_or(error.code);
  auto refusal = call.authorization.without_door(call, asked, outline.empty() ? sentence : sentence + ": " + outline);
  refusal.denied.sentence = sentence;
  refusal.told = std::move(error);
  return call.authorization.refuse(call, std::move(refusal));
}

// What was asked for, or an hour, but not beyond the end that the provider set.
std::int32_t duration_until(std::optional<std::int32_t> wanted_s, std::optional<Time> end, Time now) {
  constexpr std::int32_t kDefault = 3600;
  auto const duration_s = wanted_s.value_or(kDefault);
  if (!end.has_value()) return duration_s;
  auto const left = std::chrono::floor<std::chrono::seconds>(*end - now).count();
  return static_cast<std::int32_t>(std::min<std::int64_t>(duration_s, left));
}

}  // namespace

Result<api::sts::AssumeRoleWithWebIdentityResponse> assume_role_with_web_identity(
    Call& call, api::sts::AssumeRoleWithWebIdentityRequest const& request) {
  auto const nobody = nobody_in_account_of(call, request.role_arn);
  if (!nobody) return fail(nobody.error());
  auto theirs = call.as(*nobody);
  // Only access tokens come with it, and those can be asked about nowhere but at the provider.
  if (request.provider_id) return fail(errors::identity_provider_unreachable(*request.provider_id));
  auto const token = request.web_identity_token.reveal();
  auto proven = prove_web_identity(theirs, nobody->account, token);
  if (!proven) {
    return fail(unproven(theirs, {.kind = policy::RequesterKind::kWebIdentity}, kWithWebIdentity, request.role_arn,
                         proven.error(), outline_web_identity(theirs, nobody->account, token)));
  }
  auto wanted = session_request(kWithWebIdentity, request, proven->identity);
  wanted.name = request.role_session_name;
  wanted.federated_provider = proven->identity.provider;
  auto made =
      become(theirs, request.role_arn, policy::RequesterKind::kWebIdentity, proven->identity, std::move(wanted));
  if (!made) return fail(made.error());
  return api::sts::AssumeRoleWithWebIdentityResponse{
      .credentials = std::move(made->issued.credentials),
      .subject_from_web_identity_token = proven->subject,
      .assumed_role_user = std::move(made->user),
      .packed_policy_size = made->packed_policy_size,
      .provider = proven->identity.provider,
      .audience = proven->audience,
      .source_identity = std::move(made->source_identity),
      .session_token_utilization = made->issued.token_utilization,
      .session_token_size = made->issued.token_size,
      .trusted_identity_propagation_context = told(std::move(proven->identity.propagated))};
}

Result<api::sts::AssumeRoleWithSAMLResponse> assume_role_with_saml(Call& call,
                                                                   api::sts::AssumeRoleWithSAMLRequest const& request) {
  auto const nobody = nobody_in_account_of(call, request.role_arn);
  if (!nobody) return fail(nobody.error());
  auto theirs = call.as(*nobody);
  auto proven = prove_saml_identity(theirs, request.principal_arn, request.role_arn, request.saml_assertion);
  if (!proven) {
    return fail(unproven(theirs, {.kind = policy::RequesterKind::kSaml, .provider = request.principal_arn}, kWithSaml,
                         request.role_arn, proven.error(), {}));
  }
  auto wanted = session_request(kWithSaml, request, proven->identity);
  wanted.name = proven->session_name;
  wanted.duration_s = duration_until(request.duration_seconds, proven->session_ends_at, call.now);
  auto made = become(theirs, request.role_arn, policy::RequesterKind::kSaml, proven->identity, std::move(wanted));
  if (!made) return fail(made.error());
  return api::sts::AssumeRoleWithSAMLResponse{
      .credentials = std::move(made->issued.credentials),
      .assumed_role_user = std::move(made->user),
      .packed_policy_size = made->packed_policy_size,
      .subject = proven->subject,
      .subject_type = proven->subject_type,
      .issuer = proven->issuer,
      .audience = proven->audience,
      .name_qualifier = proven->name_qualifier,
      .source_identity = std::move(made->source_identity),
      .session_token_utilization = made->issued.token_utilization,
      .session_token_size = made->issued.token_size,
      .trusted_identity_propagation_context = told(std::move(proven->identity.propagated))};
}

}  // namespace iam::service::sts
