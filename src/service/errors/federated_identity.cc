// Wording: reports of real answers. The sentences about SAML are those of AWS's page
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html where nothing else is said.
#include "errors/federated_identity.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace iam::service::errors {
namespace {

Error invalid_identity_token(std::string message) { return make_error(api::kInvalidIdentityToken, std::move(message)); }

Error expired_token_exception(std::string message) {
  return make_error(api::kExpiredTokenException, std::move(message));
}

}  // namespace

Error request_arn_invalid() { return validation_error("Request ARN is invalid"); }

Error not_authorized_to(std::string_view action) {
  return access_denied(fmt::format("Not authorized to perform {}", action));
}

Error not_a_jwt() {
  return invalid_identity_token(
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
}

Error oidc_provider_not_in_account(std::string_view issuer) {
  return invalid_identity_token(fmt::format("No OpenIDConnect provider found in your account for {}", issuer));
}

Error wrong_token_audience() { return invalid_identity_token("Incorrect token audience"); }

// https://github.com/aws-actions/configure-aws-credentials/issues/502 has it of `sub`.
Error token_lacks(std::string_view claim) {
  return invalid_identity_token(fmt::format("Missing a required claim: {}", claim));
}

Error web_token_expired(Time now, Time expired_at) {
  return expired_token_exception(
      fmt::format("Token expired: current date/time {} must be before the expiration date/time {}", epoch_seconds(now),
                  epoch_seconds(expired_at)));
}

// The sentence is not confirmed.
Error web_token_not_yet_valid() { return invalid_identity_token("Token is not yet valid"); }

// With two blanks behind the comma.
Error verification_key_missing() {
  return invalid_identity_token(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
      "documentation for requirements");
}

// As Amazon Cognito tells it, whose sentences about tokens are those of STS behind `Invalid login token.`:
// https://github.com/aws/aws-sdk-js/issues/3408. Of STS it is not confirmed.
Error token_signature_wrong() { return invalid_identity_token("Couldn't verify signed token."); }

// Access tokens can only be asked about at the provider, which is never done here. The sentence is not confirmed.
Error identity_provider_unreachable(std::string_view provider) {
  return make_error(api::kIDPCommunicationError,
                    fmt::format("The identity provider {} could not be reached", provider));
}

// Not confirmed.
Error assertion_is_not_base64() { return invalid_identity_token("Invalid base64 SAMLResponse"); }

// Not confirmed; nor is how AWS tells one malformed response from another.
Error assertion_malformed() { return invalid_identity_token("Invalid SAML response"); }

// Of this server: AWS decrypts with the private keys of the provider.
Error assertion_encrypted() { return invalid_identity_token("Encrypted SAML assertions are not supported"); }

Error assertion_signature_wrong() { return invalid_identity_token("Response signature invalid"); }

// The code's documentation says that the provider reported a failed authentication; the sentence is not confirmed.
Error authentication_failed() {
  return make_error(api::kIDPRejectedClaim, "The identity provider reported that authentication failed");
}

Error saml_provider_not_in_account() { return invalid_identity_token("Specified provider doesn't exist"); }

Error saml_issuer_unknown(std::string_view request_id) {
  return invalid_identity_token(
      fmt::format("Issuer not present in specified provider (Service: AWSOpenIdDiscoveryService; Status Code: 400; "
                  "Error Code: AuthSamlInvalidSamlResponseException; Request ID: {}; Proxy: null)",
                  request_id));
}

Error wrong_assertion_audience() { return invalid_identity_token("Response does not contain the required audience."); }

// Not on that page; widely reported.
Error assertion_redeemed_late() {
  return expired_token_exception("Token must be redeemed within 5 minutes of issuance");
}

// The sentence is not confirmed.
Error assertion_not_yet_valid() { return invalid_identity_token("Response is not yet valid"); }

Error session_name_missing() { return invalid_identity_token("RoleSessionName is required in AuthnResponse"); }

Error session_name_malformed() {
  return invalid_identity_token("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
}

Error source_identity_malformed() {
  return invalid_identity_token("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"");
}

// The sentence is not confirmed.
Error session_tags_malformed() {
  return invalid_identity_token(
      "Session tags must be at most 50, with keys of 1 to 128 and values of 0 to 256 characters");
}

// Of a context provider only the rules are known, not the sentences.
Error context_subject_missing(std::string_view key) {
  return invalid_identity_token(fmt::format("Missing the subject of the trusted context: {}", key));
}

Error context_value_ambiguous(std::string_view key) {
  return invalid_identity_token(fmt::format("More than one value for a key of the trusted context: {}", key));
}

Error context_value_too_long(std::string_view key) {
  return invalid_identity_token(fmt::format("More than 128 characters for a key of the trusted context: {}", key));
}

Error context_subject_type_unknown(std::string_view key) {
  return invalid_identity_token(
      fmt::format("Neither user nor workload as subject type of the trusted context: {}", key));
}

}  // namespace iam::service::errors
