// Who is calling.
#pragma once

#include "iam/base/result.h"
#include "iam/gateway/gateway.h"
#include "iam/gateway/http.h"
#include "iam/service/call.h"
#include "iam/service/operation.h"
#include "iam/wire/query.h"

namespace iam::gateway {

// With `--auth off` any credentials are accepted. An access key id of twelve digits is the root of that account; one
// made by this server is whoever it was made for, as long as it is active; everything else, no credentials included, is
// the root of the default account. That a key was used, for `service`, is remembered.
Result<service::Caller> caller_of(HttpRequest const& request, wire::QueryRequest const& query,
                                  Environment const& environment, service::Service service);

}  // namespace iam::gateway
