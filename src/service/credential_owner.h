// Whose credentials a request is about, where root may have such credentials too.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"

#include <optional>
#include <string>

namespace iam::service {

// A user, or with nothing the root of the account, which has no name to be shown.
struct CredentialOwner {
  std::optional<store::EntityId> user;
  std::optional<std::string> name;
};

// The user that the request names, else its caller.
Result<CredentialOwner> find_credential_owner(Call& call, std::optional<std::string> const& user_name);

}  // namespace iam::service
