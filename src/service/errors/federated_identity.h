// How STS refuses tokens and assertions of identity providers.
#pragma once

#include "iam/base/result.h"
#include "iam/base/time.h"

#include <string_view>

namespace iam::service::errors {

Error request_arn_invalid();
// Nobody is told whether the role is missing or does not trust them.
Error not_authorized_to(std::string_view action);

// Tokens.
Error not_a_jwt();
Error oidc_provider_not_in_account(std::string_view issuer);
Error wrong_token_audience();
Error token_lacks(std::string_view claim);
Error web_token_expired(Time now, Time expired_at);
Error web_token_not_yet_valid();
Error verification_key_missing();
Error token_signature_wrong();
Error identity_provider_unreachable(std::string_view provider);

// Assertions.
Error assertion_is_not_base64();
Error assertion_malformed();
Error assertion_encrypted();
Error assertion_signature_wrong();
Error authentication_failed();
Error saml_provider_not_in_account();
Error saml_issuer_unknown(std::string_view request_id);
Error wrong_assertion_audience();
Error assertion_redeemed_late();
Error assertion_not_yet_valid();
Error session_name_missing();
Error session_name_malformed();
Error source_identity_malformed();
Error session_tags_malformed();

// Of what a provider's context maps: `key` is what the token or assertion calls it.
Error context_subject_missing(std::string_view key);
Error context_value_ambiguous(std::string_view key);
Error context_value_too_long(std::string_view key);
Error context_subject_type_unknown(std::string_view key);

}  // namespace iam::service::errors
