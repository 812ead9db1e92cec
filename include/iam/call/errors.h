// The catalogue of errors: one function for each message, wording in one place.
// Wording: recorded AWS answers wherever one is known; a comment says so where none is.
#pragma once

#include "iam/api/error_codes.h"
#include "iam/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iam::service::errors {

// What the catalogues of the families are made of; any other code of the model they give to api::make_error().
Error no_such_entity(std::string message);
Error entity_already_exists(std::string message);
Error delete_conflict(std::string message);
Error limit_exceeded(std::string message);
Error invalid_input(std::string message);
Error validation_error(std::string message);
Error access_denied(std::string message);
Error malformed_policy_document(std::string message);

// Before an operation is known.
Error invalid_action(std::string_view action, std::string_view version);
// Of this server's own: the operation is modelled and not written yet. 501.
Error not_implemented(std::string_view action);
Error service_failure();

// Whoever signs is not known, or not any more.
Error invalid_client_token();
// The session that signs has ended.
Error expired_token();
// What a session is to carry takes so many bytes of its token.
Error session_token_too_large(std::size_t bytes, std::size_t bytes_max);
// Where policies are enforced, AssumeRole is not for root.
Error root_may_not_assume_roles();

// The validation grammar's relatives.
Error invalid_marker();
// How STS refuses a text of the right length that is not what it should be.
Error invalid_text(std::string_view value);
Error quota_exceeded(std::string_view quota, std::int64_t allowed);

// Entities.
Error no_such_user(std::string_view name);
Error user_exists(std::string_view name);
Error user_name_needed();

// ARNs: what is none, and what names something else than a policy.
Error is_no_arn(std::string_view arn);
Error is_no_policy(std::string_view arn);
Error invalid_arn_partition();

// Permissions boundaries.
Error no_such_boundary(std::string_view arn);

// Tags.
Error duplicate_tag_keys();
Error duplicate_tag_keys_ignoring_case();
Error reserved_tag_key();
Error too_many_tags();

}  // namespace iam::service::errors
