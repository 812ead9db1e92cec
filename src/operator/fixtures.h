// What fixtures written for LocalStack and for moto wait for.
#pragma once

#include "iam/face/http.h"

namespace iam::gateway {

// LocalStack's GET /_localstack/init, and /_localstack/init/{stage} with `stage` "ready": there are no scripts here,
// and all stages but the last are over.
HttpResponse init_stages(HttpRequest const& request);

// A JSON answer with blanks as Python writes it: fixtures look for `"iam": "running"` and `"completed": true` with
// grep.
HttpResponse as_python_writes(HttpResponse answer);

}  // namespace iam::gateway
