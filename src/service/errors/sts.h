// How STS refuses to hand out sessions.
#pragma once

#include "iam/base/result.h"

#include <cstddef>
#include <string_view>

namespace iam::service::errors {

// Sessions that are shown.
Error not_with_session_credentials(std::string_view action);

// AssumeRole, once the role trusts the caller.
Error duration_exceeds_role();
Error duration_exceeds_chaining();
Error source_identity_conflict();
Error context_assertion_invalid();

// One-time codes.
Error one_time_code_wrong();
Error one_time_code_device_unknown();
Error one_time_code_incomplete();

// What a session is to carry.
Error duplicate_session_tags();
Error reserved_session_tag();
Error transitive_key_is_no_tag();
Error transitive_key_conflict();
Error too_many_session_policies();

// GetScopedCredentials.
Error no_session_to_scope();
Error scope_is_empty();
Error too_many_scope_down_policies(std::size_t allowed);
Error session_lifetime_insufficient();

// What STS has at the endpoints of its regions only.
Error not_at_global_endpoint(std::string_view operation);

// AssumeRoot. Whoever may not is told as with AssumeRole.
Error target_principal_invalid();
Error task_policy_invalid();

// GetDelegatedAccessToken.
Error trade_in_token_invalid();
Error trade_in_token_expired();

// DecodeAuthorizationMessage.
Error invalid_authorization_message();

}  // namespace iam::service::errors
