// POST /_iam/lint: what is wrong with a policy, for editors.
#pragma once

#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse lint_policy(HttpRequest const& request);

}  // namespace iam::gateway
