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

Error token_outlives_session() {
  return make_error(api::kSessionDurationEscalationException,
                    "Requested token expiry time must be before the original session's expiry time.");
}

Error token_payload_too_large() {
  return make_error(api::kJWTPayloadSizeExceededException, "JWT payload exceeds maximum allowed size");
}

}  // namespace iam::service::errors
