// POST /_iam/authorize: would AWS allow this? For whoever has to decide like AWS: other emulators, tests of
// applications.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// One question, or a list of them, which is answered by a list in the same order and about one state of the store.
HttpResponse authorize(Environment const& environment, service::Surroundings const& surroundings,
                       HttpRequest const& request);

}  // namespace iam::gateway
