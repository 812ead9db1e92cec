// POST /_iam/who-can: which principals may do this?
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// Asks of each principal of an account what POST /_iam/authorize would be asked of it, about one state of the store.
HttpResponse who_can(Environment const& environment, service::Surroundings const& surroundings,
                     HttpRequest const& request);

}  // namespace iam::gateway
