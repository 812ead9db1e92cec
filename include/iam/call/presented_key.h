// An access key as a request shows it, and as this server knows it.
#pragma once

#include "iam/base/arn.h"
#include "iam/base/secret.h"
#include "iam/call/call.h"

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

}  // namespace iam::service
