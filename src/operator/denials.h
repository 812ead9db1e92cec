// /_iam/denials and /_iam/policy: why callers were denied, and what they would have to be allowed.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// The latest denials of `?account=`, the newest first; or that of `?id=` with the policies that it was decided by.
HttpResponse denials(Environment const& environment, service::Authorizer& authorizer, HttpRequest const& request);

// The policy that allows what `?principal=`, an ARN, was seen to do, and nothing else.
HttpResponse seen_policy(service::Authorizer& authorizer, HttpRequest const& request);

}  // namespace iam::gateway
