// GET /_iam/trust: who can assume whom.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse trust(Environment const& environment, service::Surroundings const& surroundings,
                   HttpRequest const& request);

}  // namespace iam::gateway
