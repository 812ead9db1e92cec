// /_iam/role-templates: templates of roles beside those that AWS publishes.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

void handle_role_templates(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
