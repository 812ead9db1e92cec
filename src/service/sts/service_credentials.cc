#include "iam/service/service_credentials.h"

#include "iam/authorization/authorizer.h"
#include "iam/call/sessions.h"
#include "sts/role_sessions.h"

#include <algorithm>
#include <chrono>

namespace iam::service {
namespace {

// Sessions that services make are not bound by the role's maximum.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
constexpr std::chrono::hours kDuration(6);

std::optional<store::Role> find_role_to_serve(Call& call, std::string_view role_arn) {
  auto role = find_role_of_arn(call, role_arn);
  return role.has_value() ? *std::move(role) : std::nullopt;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount
policy::Context context_of(Call const& call, std::string_view service) {
  policy::Context context;
  context.set("aws:PrincipalIsAWSService", "true");
  context.set("aws:PrincipalServiceName", std::string(service));
  context.set("aws:SourceAccount", call.account().text());
  context.set("aws:CurrentTime", to_iso8601(call.now));
  return context;
}

}  // namespace

std::optional<ServiceCredentials> credentials_for_service(Call& call, std::string_view role_arn,
                                                          std::span<std::string const> services,
                                                          std::string session_name) {
  auto const role = find_role_to_serve(call, role_arn);
  RoleSessionRequest const request{.action = "sts:AssumeRole", .name = session_name};
  std::optional<Refusal> refusal;
  bool const is_trusted = std::ranges::any_of(services, [&](std::string const& service) {
    policy::Requester const requester{.kind = policy::RequesterKind::kService, .service = service};
    auto trusted = trusts(call, {role_arn, role}, requester, request, context_of(call, service));
    if (!trusted && !refusal) refusal = std::move(trusted.error());
    return trusted.has_value();
  });
  if (!is_trusted) {
    if (refusal) call.authorization.refuse(call, *std::move(refusal));
    return std::nullopt;
  }

  SessionToken token{.account = role->account};
  token.context.issuer = {.unique_id = role->unique_id, .name = role->name};
  token.context.name = std::move(session_name);
  // With nothing but a name it is small.
  auto made = issue(call, std::move(token), kDuration).value().credentials;
  return ServiceCredentials{.access_key_id = std::move(made.access_key_id),
                            .secret_access_key = std::move(made.secret_access_key),
                            .session_token = std::move(made.session_token),
                            .issued_at = call.now,
                            .expires_at = made.expiration};
}

}  // namespace iam::service
