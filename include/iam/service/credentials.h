// Whom a credential stands for, and what that one signs with.
#pragma once

#include "iam/base/arn.h"
#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/service/call.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::service {

// What a request shows to be recognised by.
struct PresentedKey {
  std::string_view access_key_id;
  std::optional<std::string_view> session_token;  // X-Amz-Security-Token
  Partition partition = Partition::kAws;          // of the ARNs the caller is shown
};

// Who may use an access key, and the secret that proves it.
struct KeyHolder {
  Caller caller;
  Secret secret;
};

// Whether this server could have made the access key id: long-term, and carrying an account. Cheap.
bool looks_minted(std::string_view access_key_id);

// The user or root that an access key made by this server belongs to; nothing for a key that this server never made.
// InvalidClientTokenId when the key is inactive or was deleted, and when a session token comes with a key that needs
// none.
Result<std::optional<KeyHolder>> find_key_holder(store::Session& session, PresentedKey const& presented, Time now);

}  // namespace iam::service
