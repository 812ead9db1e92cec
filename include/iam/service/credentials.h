// Whom a credential stands for.
#pragma once

#include "iam/base/arn.h"
#include "iam/base/result.h"
#include "iam/service/call.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Whether this server could have made the access key id: long-term, and carrying an account. Cheap.
bool looks_minted(std::string_view access_key_id);

// The user or root that an access key made by this server belongs to, or InvalidClientTokenId when the key is inactive
// or was deleted; nothing for a key that this server never made. The ARNs the caller is shown are of `partition`.
Result<std::optional<Caller>> caller_of_access_key(store::Session& session, std::string_view access_key_id,
                                                   Partition partition);

}  // namespace iam::service
