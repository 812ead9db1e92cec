// PUT, GET and DELETE /_iam/faults: calls that fail on purpose.
#pragma once

#include "iam/face/faults.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse handle_faults(Faults& faults, HttpRequest const& request);

}  // namespace iam::gateway
