#include "errors/web_identity_federation.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error outbound_federation_enabled(AccountId account) {
  return make_error(api::kFeatureEnabled,
                    fmt::format("Outbound identity federation is already enabled for account {}", account.text()));
}

Error outbound_federation_disabled(AccountId account) {
  return make_error(api::kFeatureDisabled,
                    fmt::format("Outbound identity federation is disabled for account {}", account.text()));
}

Error outbound_federation_already_disabled(AccountId account) {
  return make_error(api::kFeatureDisabled,
                    fmt::format("Outbound identity federation is already disabled for account {}", account.text()));
}

Error no_web_identity_tokens() {
  return make_error(api::kOutboundWebIdentityFederationDisabledException, "OutboundWebIdentityFederation is disabled.");
}

Error signing_algorithm_unsupported() {
  return validation_error(
      "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation for supported "
      "algorithms");
}

Error federated_users_get_no_tokens() {
  return access_denied("GetWebIdentityToken does not support federated user sessions");
}

// Documented without their sentences, as are the next three.
Error scope_not_possible() {
  return validation_error("Scope requires the SubjectMode OriginIdentity and exactly one audience.");
}

Error scope_malformed() {
  return validation_error(
      "Scope must be a list of different values, separated by single spaces, as defined in RFC 6749, section 3.3.");
}

Error no_origin_identity() {
  return validation_error(
      "SubjectMode OriginIdentity requires a session with the keys aws:OriginIdentity/Subject and "
      "aws:OriginIdentity/Issuer or aws:OriginIdentity/FederatedProviderArn.");
}

Error origin_subject_denied() {
  return access_denied("The subject of the session's origin identity cannot be the subject of a token.");
}

Error token_outlives_session() {
  return make_error(api::kSessionDurationEscalationException,
                    "Requested token expiry time must be before the original session's expiry time.");
}

Error token_payload_too_large() {
  return make_error(api::kJWTPayloadSizeExceededException, "JWT payload exceeds maximum allowed size");
}

}  // namespace iam::service::errors
