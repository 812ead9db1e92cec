// /_iam/state: what an account holds, as a state document. /_iam/seed: such a document, carried out.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse exported_state(Environment const& environment, HttpRequest const& request);

void handle_seed(Environment const& environment, service::Surroundings const& surroundings, HttpRequest const& request,
                 Reply reply);

}  // namespace iam::gateway
