// What a partner gets for the token of a delegation request:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html
#include "errors/sts.h"
#include "iam/call/sessions.h"
#include "iam/service/handlers/session_tokens.h"
#include "iam/store/delegation_requests.h"

#include <string>
#include <utility>

namespace iam::service::sts {
namespace {

using Kind = SessionContext::Kind;

// Of whoever accepted, with their limits and one more. A code that was shown to accept is not the partner's.
SessionToken delegated(SessionToken token, std::string permission_policy) {
  auto& context = token.context;
  auto outer = std::exchange(context.policies, {.document = std::move(permission_policy), .arns = {}});
  // A federated user without session policies has no permissions.
  if (!outer.empty() || context.kind == Kind::kFederatedUser) context.outer_policies.push_back(std::move(outer));
  if (context.kind == Kind::kSessionToken || context.kind == Kind::kAssumedRoot) context.kind = Kind::kDelegated;
  context.mfa_at.reset();
  return token;
}

}  // namespace

// The session is of whoever accepted the request, and its time began when the token was sent (API reference,
// CreateDelegationRequest). That only the partner who asked may have it, and more than once, is not confirmed; nor is
// what becomes of the limits of a session that accepts: here they stay.
Result<api::sts::GetDelegatedAccessTokenResponse> get_delegated_access_token(
    Call& call, api::sts::GetDelegatedAccessTokenRequest const& request) {
  auto const found = store::DelegationRequests(call.store).find_by_token(request.trade_in_token);
  if (!found.has_value() || found->partner != call.account()) return fail(errors::trade_in_token_invalid());
  auto const expires_at = found->updated_at + std::chrono::seconds(found->session_duration_s);
  if (call.now >= expires_at) return fail(errors::trade_in_token_expired());
  auto accepted = opened_token(call.seal, found->approver_session.value_or(""));
  if (!accepted.has_value()) return fail(errors::trade_in_token_invalid());
  auto const approver = caller_of(call.store, *accepted, call.caller.partition);
  if (!approver.has_value()) return fail(errors::trade_in_token_invalid());
  auto issued = issue(call, delegated(*std::move(accepted), found->permission_policy), expires_at - call.now);
  if (!issued) return fail(std::move(issued.error()));
  return api::sts::GetDelegatedAccessTokenResponse{.credentials = std::move(issued->credentials),
                                                   .packed_policy_size = issued->token_utilization,
                                                   .assumed_principal = approver->arn};
}

}  // namespace iam::service::sts
