// Forgetting: what /_iam/reset does to the tables.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <optional>

namespace iam::store {

// Deletes every row, or every row of one account.
void reset(Session& session, std::optional<AccountId> account);

}  // namespace iam::store
