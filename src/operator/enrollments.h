// /_iam/enrollments: users of Alexa for Business who follow the link in their invitation.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

void handle_enrollments(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
