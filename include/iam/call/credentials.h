// Whom a credential stands for, and what that one signs with.
#pragma once

#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/presented_key.h"
#include "iam/call/seal.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Whether this server could have made the access key id: it carries an account. Cheap.
bool looks_minted(std::string_view access_key_id);

// Whether it is temporary, so that a session token belongs to it.
bool is_session_key(std::string_view access_key_id);

// Who holds an access key made by this server; nothing for a key, or a session token, that this server never made.
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
