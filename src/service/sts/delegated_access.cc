// What a partner gets for the token of a delegation request:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html
#include "errors/sts.h"
#include "iam/base/arn.h"
#include "iam/call/sessions.h"
#include "iam/service/handlers/session_tokens.h"
#include "iam/store/delegation_requests.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

namespace iam::service::sts {
namespace {

constexpr std::string_view kRoleSessionKind = "assumed-role/";

std::optional<SessionToken> user_token(Call& call, AccountId account, std::string_view name) {
  auto const user = store::Users(call.store).find(account, name);
  if (!user.has_value()) return std::nullopt;
  SessionToken token{.account = account, .user = user->id};
  token.context = {.kind = SessionContext::Kind::kDelegated, .issuer = {.unique_id = user->unique_id}};
  return token;
}

std::optional<SessionToken> role_token(Call& call, AccountId account, std::string_view role_and_session) {
  auto const slash = role_and_session.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  auto const role = store::Roles(call.store).find(account, role_and_session.substr(0, slash));
  if (!role.has_value()) return std::nullopt;
  SessionToken token{.account = account};
  token.context = {.kind = SessionContext::Kind::kAssumedRole,
                   .issuer = {.unique_id = role->unique_id, .name = role->name},
                   .name = std::string(role_and_session.substr(slash + 1))};
  return token;
}

// A session of whoever has that ARN; nothing when they are gone.
std::optional<SessionToken> token_of(Call& call, std::string_view arn) {
  if (auto const named = parse_iam_arn(arn)) {
    if (named->kind == "user") return user_token(call, named->account, named->name);
    if (named->kind != "root") return std::nullopt;
    SessionToken token{.account = named->account};
    token.context = {.kind = SessionContext::Kind::kDelegated, .issuer = {.unique_id = named->account.text()}};
    return token;
  }
  auto const parts = parse_arn(arn);
  auto const account = parts.has_value() ? AccountId::parse(parts->account) : std::nullopt;
  if (!account.has_value() || !parts->resource.starts_with(kRoleSessionKind)) return std::nullopt;
  return role_token(call, *account, parts->resource.substr(kRoleSessionKind.size()));
}

}  // namespace

// The session is of whoever accepted the request, and its time began when the token was sent (API reference,
// CreateDelegationRequest). That only the partner who asked may have it, and more than once, is not confirmed.
Result<api::sts::GetDelegatedAccessTokenResponse> get_delegated_access_token(
    Call& call, api::sts::GetDelegatedAccessTokenRequest const& request) {
  auto const found = store::DelegationRequests(call.store).find_by_token(request.trade_in_token);
  if (!found.has_value() || found->partner != call.account()) return fail(errors::trade_in_token_invalid());
  auto const expires_at = found->updated_at + std::chrono::seconds(found->session_duration_s);
  if (call.now >= expires_at) return fail(errors::trade_in_token_expired());
  auto token = token_of(call, found->approver.value_or(""));
  if (!token.has_value()) return fail(errors::trade_in_token_invalid());
  token->context.policies.document = found->permission_policy;
  auto issued = issue(call, *std::move(token), expires_at - call.now);
  if (!issued) return fail(std::move(issued.error()));
  return api::sts::GetDelegatedAccessTokenResponse{.credentials = std::move(issued->credentials),
                                                   .packed_policy_size = issued->token_utilization,
                                                   .assumed_principal = found->approver};
}

}  // namespace iam::service::sts
