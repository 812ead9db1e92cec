// /_iam/enrollments: users of Alexa for Business who follow the link in their invitation.
#pragma once

#include "iam/gateway/gateway.h"

namespace iam::gateway {

void handle_enrollments(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
