// Tags of users, for whoever shows them.
#pragma once

#include "iam/call/call.h"
#include "iam/store/users.h"
#include "json.h"

namespace iam::gateway::huawei {

// In the order they were first given, as AWS's face lists them.
json::array tags_of(service::Call& call, store::User const& user);

}  // namespace iam::gateway::huawei
