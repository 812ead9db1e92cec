// Tokens that tell others who the caller is:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
#include "iam/service/handlers/web_identity_tokens.h"
#include "errors/sts.h"
#include "errors/web_identity_federation.h"
#include "iam/federation/jwt.h"
#include "iam/service/outbound_keys.h"
#include "iam/store/outbound_federation.h"
#include "sts/session_contents.h"
#include "sts/web_identity_claims.h"

#include <chrono>

namespace iam::service::sts {
namespace {

constexpr std::int32_t kDurationDefault = 300;
// Recorded with tokens of a user and of a role: so many bytes of claims are granted, and not one more.
constexpr std::size_t kPayloadBytesMax = 14'984;

}  // namespace

// In the order that AWS was seen to check: even where the feature is disabled, a token that would outlive the session
// is refused first.
Result<api::sts::GetWebIdentityTokenResponse> get_web_identity_token(
    Call& call, api::sts::GetWebIdentityTokenRequest const& request) {
  if (!is_outbound_algorithm(request.signing_algorithm)) return fail(errors::signing_algorithm_unsupported());
  auto tags = to_session_tags(request.tags);
  if (has_duplicate_keys(tags)) return fail(errors::duplicate_session_tags());
  if (call.caller.kind == Caller::Kind::kFederatedUser) return fail(errors::federated_users_get_no_tokens());
  auto const expires_at = call.now + std::chrono::seconds(request.duration_seconds.value_or(kDurationDefault));
  auto const& session = call.caller.session;
  if (session != nullptr && expires_at >= session->expires_at) return fail(errors::token_outlives_session());
  auto issuer = store::OutboundFederation(call.store).find(call.account());
  if (!issuer.has_value() || !issuer->is_enabled) return fail(errors::no_web_identity_tokens());

  auto const claims = web_identity_claims(call, {.issuer = std::move(issuer->issuer),
                                                 .audiences = request.audience,
                                                 .tags = std::move(tags),
                                                 .expires_at = expires_at});
  if (claims.size() > kPayloadBytesMax) return fail(errors::token_payload_too_large());
  auto const [id, algorithm, key] = outbound_key(call.store, request.signing_algorithm);
  return api::sts::GetWebIdentityTokenResponse{.web_identity_token = federation::sign_jwt(key, id, algorithm, claims),
                                               .expiration = expires_at};
}

}  // namespace iam::service::sts
