// /_iam/organization: the organization that an account is in, as the operator states it.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

void handle_organization(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
