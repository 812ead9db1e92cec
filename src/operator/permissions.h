// GET /_iam/permissions: what a principal may do, beside what it did.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse permissions(Environment const& environment, service::Surroundings const& surroundings,
                         HttpRequest const& request);

}  // namespace iam::gateway
