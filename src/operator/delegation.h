// What stands for the parts of temporary delegation that are not IAM: AWS's registration of partners and the topic that
// a partner is told through.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// /_iam/delegation-templates: what partners may ask for.
void handle_delegation_templates(Environment const& environment, HttpRequest const& request, Reply reply);

// /_iam/delegation-requests: those of a partner, with the exchange tokens that were sent.
void handle_delegation_requests(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
