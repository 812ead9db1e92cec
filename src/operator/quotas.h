// /_iam/quotas: how much of everything an account may have.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// GET, PUT and DELETE, of `?account=`.
void handle_quotas(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
