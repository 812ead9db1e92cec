// Whose an access key is, for every face: keys that this server made, and those nobody did.
#pragma once

#include "iam/base/result.h"
#include "iam/call/credentials.h"
#include "iam/face/environment.h"

#include <optional>

namespace iam::gateway {

// As service::find_key_holder, in a transaction of its own.
Result<std::optional<service::KeyHolder>> minted_key_holder(Environment const& environment,
                                                            service::PresentedKey const& presented, Time now);

// Roots whose keys nobody made: of the default account, and of any account that is named.
std::optional<service::KeyHolder> bootstrap_key_holder(service::PresentedKey const& presented,
                                                       AccountId default_account);

}  // namespace iam::gateway
