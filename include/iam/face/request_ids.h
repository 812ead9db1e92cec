// What the identifiers of a request are drawn from, before anybody knows whose it is.
#pragma once

#include "iam/base/ids.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

// Where accounts have streams of their own, that of the account whose access key the request names; of a request that
// names none, and elsewhere, the server's.
IdSource ids_for(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
