// Who is calling.
#pragma once

#include "iam/base/account.h"
#include "iam/gateway/http.h"
#include "iam/service/call.h"
#include "iam/wire/query.h"

namespace iam::gateway {

// With `--auth off` any credentials are accepted. An access key id of twelve digits is the root of that account;
// everything else, no credentials included, is the root of the default one.
service::Caller caller_of(HttpRequest const& request, wire::QueryRequest const& query, AccountId default_account);

}  // namespace iam::gateway
