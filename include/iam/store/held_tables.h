// Which tables hold something of an account.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <string>
#include <vector>

namespace iam::store {

// Their names. A row is an account's where an Image of that account has it.
std::vector<std::string> tables_held_by(Session& session, AccountId account);

}  // namespace iam::store
