// Tokens that tell others who the caller is:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
#include "iam/service/handlers/web_identity_tokens.h"
#include "errors/sts.h"
#include "errors/web_identity_federation.h"
#include "iam/api/pattern.h"
#include "iam/base/text.h"
#include "iam/federation/jwt.h"
#include "iam/service/outbound_keys.h"
#include "iam/store/outbound_federation.h"
#include "sts/session_contents.h"
#include "sts/web_identity_claims.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace iam::service::sts {
namespace {

constexpr std::int32_t kDurationDefault = 300;
constexpr std::string_view kOriginIdentity = "OriginIdentity";
constexpr std::string_view kVisible = R"(([^\p{C}\p{Z}]| )*)";  // but for blanks
// Recorded with tokens of a user and of a role: so many bytes of claims are granted, and not one more.
constexpr std::size_t kPayloadBytesMax = 14'984;

}  // namespace

// Printable, but for what OAuth's grammar keeps out and commas; each once, with one blank between two.
// https://www.rfc-editor.org/rfc/rfc6749#section-3.3
bool is_scope(std::string_view text) {
  constexpr std::string_view kKeptOut = R"(",\)";
  std::set<std::string_view> seen;
  for (bool goes_on = true; goes_on;) {
    auto const end = text.find(' ');
    auto const value = text.substr(0, end);
    bool const is_sound = !value.empty() && value.find_first_of(kKeptOut) == std::string_view::npos &&
                          std::ranges::all_of(value, [](char c) { return c > ' ' && c < '\x7f'; });
    if (!is_sound || !seen.insert(value).second) return false;
    goes_on = end != std::string_view::npos;
    if (goes_on) text.remove_prefix(end + 1);
  }
  return true;
}

Status check_scope(api::sts::GetWebIdentityTokenRequest const& request, bool is_about_origin) {
  if (!request.scope) return {};
  if (!is_about_origin || request.audience.size() != 1) return fail(errors::scope_not_possible());
  if (!is_scope(*request.scope)) return fail(errors::scope_malformed());
  return {};
}

// Whom the token is about in the place of the caller. The rules are those of SubjectMode in the API reference.
Result<std::string> subject_of_origin(Call const& call) {
  auto const* session = call.caller.session.get();
  bool const is_known = session != nullptr && session->propagated.subject &&
                        (session->propagated.issuer || session->propagated.federated_provider_arn);
  if (!is_known || trimmed(*session->propagated.subject).empty()) return fail(errors::no_origin_identity());
  auto const& subject = *session->propagated.subject;
  constexpr std::string_view kArn = "arn:";
  bool const looks_like_arn = equals_ignoring_case(std::string_view(subject).substr(0, kArn.size()), kArn);
  bool const is_visible = !subject.starts_with(' ') && !subject.ends_with(' ') && api::matches(kVisible, subject);
  if (looks_like_arn || !is_visible) return fail(errors::origin_subject_denied());
  return subject;
}

// In the order that AWS was seen to check: even where the feature is disabled, a token that would outlive the session
// is refused first.
Result<api::sts::GetWebIdentityTokenResponse> get_web_identity_token(
    Call& call, api::sts::GetWebIdentityTokenRequest const& request) {
  if (call.origin.is_global_endpoint) return fail(errors::not_at_global_endpoint("GetWebIdentityToken"));
  if (!is_outbound_algorithm(request.signing_algorithm)) return fail(errors::signing_algorithm_unsupported());
  auto tags = to_session_tags(request.tags);
  if (has_duplicate_keys(tags)) return fail(errors::duplicate_session_tags());
  if (call.caller.kind == Caller::Kind::kFederatedUser) return fail(errors::federated_users_get_no_tokens());
  bool const is_about_origin = request.subject_mode == kOriginIdentity;
  if (auto sound = check_scope(request, is_about_origin); !sound) return fail(std::move(sound.error()));
  std::optional<std::string> origin;
  if (is_about_origin) {
    auto subject = subject_of_origin(call);
    if (!subject) return fail(std::move(subject.error()));
    origin = *std::move(subject);
  }
  auto const expires_at = call.now + std::chrono::seconds(request.duration_seconds.value_or(kDurationDefault));
  auto const& session = call.caller.session;
  if (session != nullptr && expires_at >= session->expires_at) return fail(errors::token_outlives_session());
  auto issuer = store::OutboundFederation(call.store).find(call.account());
  if (!issuer.has_value() || !issuer->is_enabled) return fail(errors::no_web_identity_tokens());

  auto const claims = web_identity_claims(call, {.issuer = std::move(issuer->issuer),
                                                 .audiences = request.audience,
                                                 .tags = std::move(tags),
                                                 .origin = std::move(origin),
                                                 .scope = request.scope,
                                                 .expires_at = expires_at});
  if (claims.size() > kPayloadBytesMax) return fail(errors::token_payload_too_large());
  auto const [id, algorithm, key] = outbound_key(call.store, request.signing_algorithm);
  return api::sts::GetWebIdentityTokenResponse{.web_identity_token = federation::sign_jwt(key, id, algorithm, claims),
                                               .expiration = expires_at};
}

}  // namespace iam::service::sts
