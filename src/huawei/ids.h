// Huawei Cloud's identifiers of accounts and their root users; those of everything else are iam::gateway's.
#pragma once

#include "iam/face/hex_ids.h"

#include <string>

namespace iam::gateway::huawei {

// Of an account, which Huawei calls a domain, and of its root user.
inline std::string domain_id_of(AccountId account) { return hex_id_of("domain", account); }
inline std::string root_user_id_of(AccountId account) { return hex_id_of("root user", account); }

}  // namespace iam::gateway::huawei
