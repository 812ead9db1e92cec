// Whom a credential stands for, and what that one signs with.
#pragma once

#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/presented_key.h"
#include "iam/call/seal.h"
#include "iam/store/session.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace iam::service {

// As the API's pattern for existing ids: letters, digits and underscores.
inline constexpr std::size_t kAccessKeyIdLengthMin = 16;
inline constexpr std::size_t kAccessKeyIdLengthMax = 128;

// Whether this server could know the access key id: a session's carries an account, since the server made it; a
// long-term one may have been given by a state document. Cheap.
bool may_be_known(std::string_view access_key_id);

// Whether it can be the id of a long-term key.
bool is_long_term_key_id(std::string_view access_key_id);

// Whether it is temporary, so that a session token belongs to it.
bool is_session_key(std::string_view access_key_id);

// Who holds an access key that this server has; nothing for a key that it never had, and for a session token that it
// never made.
// InvalidClientTokenId when a long-term key is inactive or was deleted, or comes with a session token; when a session
// key comes without one, or with one that was changed or is another key's; when the user or role is gone, or the user
// disabled (AWS has no such state; it is Huawei's).
// ExpiredToken when a session is over.
//
// `known`: as Call has it. A long-term key is what is known of it, and one that is not known yet is refused;
// credentials of a session are good from the first moment on, and as long as their role or user is known.
Result<std::optional<KeyHolder>> find_key_holder(store::Session& session, store::Session& known, Seal const& seal,
                                                 PresentedKey const& presented, Time now);

}  // namespace iam::service
