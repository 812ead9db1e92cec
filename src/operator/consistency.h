// PUT, GET and DELETE /_iam/consistency: how soon changes are known.
#pragma once

#include "iam/face/consistency.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse handle_consistency(ConsistencyControl& consistency, HttpRequest const& request);

}  // namespace iam::gateway
