// /_iam/requests: what was asked of this server, and what came of it.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <string_view>

namespace iam::gateway {

inline constexpr std::string_view kNoRequestsKept = "no requests are kept: start the server without --requests off";

// GET: those that the URL's query wants, the newest first; to whom accepts text/event-stream, each from now on when it
// is answered. DELETE: forgets those of `?account=`, or all.
HttpResponse handle_requests(Environment const& environment, service::Authorizer const& authorizer,
                             HttpRequest const& request);

// POST: whether as many as expected are there.
HttpResponse verify_requests(Environment const& environment, service::Authorizer const& authorizer,
                             HttpRequest const& request);

}  // namespace iam::gateway
