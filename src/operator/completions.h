// GET /_iam/completions: what may stand where somebody writes a policy or a question, for editors.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

HttpResponse completions(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
