// Errors of outbound web identity federation and of the tokens it gives out. Wording: recorded in public by
// radkawar/stackd (testdata/aws/iam/outbound_*.json).
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"

namespace iam::service::errors {

Error outbound_federation_enabled(AccountId account);
Error outbound_federation_disabled(AccountId account);
Error outbound_federation_already_disabled(AccountId account);

// GetWebIdentityToken, which has another code for the same.
Error no_web_identity_tokens();
Error signing_algorithm_unsupported();
Error federated_users_get_no_tokens();
Error scope_not_possible();
Error scope_malformed();
Error no_origin_identity();
Error origin_subject_denied();
Error token_outlives_session();
Error token_payload_too_large();

}  // namespace iam::service::errors
