// Who is calling Huawei's face.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway::huawei {

// The account is that of the access key; X-Domain-Id chooses nothing. Keys stand for whom they stand for on AWS's face.
Result<service::Caller> caller_of(HttpRequest const& request, Environment const& environment);

}  // namespace iam::gateway::huawei
