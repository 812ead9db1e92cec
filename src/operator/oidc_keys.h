// /_iam/oidc/keys: what verifies the tokens of a registered OpenID Connect provider.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// GET, PUT and DELETE with `?provider=` (its URL or ARN) and, with a URL, `&account=`.
void handle_provider_keys(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
