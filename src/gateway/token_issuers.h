// What the issuers of web identity tokens publish, so that others can verify these: a discovery document and a key set.
// An issuer's URL is not this server's; `/_iam/token-issuers/` takes the place of its `https://`, or the `Host` header
// names it.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <string_view>

namespace iam::gateway {

// Whether the request asks an issuer for something.
bool is_for_token_issuer(HttpRequest const& request);

// REQUIRES: is_for_token_issuer(request).
HttpResponse token_issuer_answer(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
