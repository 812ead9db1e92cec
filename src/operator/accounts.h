// GET /_iam/accounts: which accounts there are.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse accounts(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
