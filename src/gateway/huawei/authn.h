// Who is calling Huawei's face.
#pragma once

#include "iam/base/result.h"
#include "iam/gateway/environment.h"
#include "iam/gateway/http.h"
#include "iam/service/call.h"

namespace iam::gateway::huawei {

// The account is that of the access key; X-Domain-Id chooses nothing. Keys stand for whom they stand for on AWS's face.
Result<service::Caller> caller_of(HttpRequest const& request, Environment const& environment);

}  // namespace iam::gateway::huawei
