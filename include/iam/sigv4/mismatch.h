// Why a signature does not match, for whoever looks for the mistake in a client. AWS says no more than that it does
// not.
#pragma once

#include "iam/base/secret.h"
#include "iam/sigv4/authorization.h"
#include "iam/sigv4/request.h"

#include <string>

namespace iam::sigv4 {

struct Mismatch {
  // What the client signed otherwise, in a sentence: its signature matches when that part is so. It can be told of what
  // proxies and clients are known to change; of a wrong secret it cannot.
  std::string differs;
  // As this server made them of the request that came. May have a token in its headers or its query.
  std::string canonical_request;
  std::string string_to_sign;
};

// REQUIRES: check_signature() failed.
Mismatch mismatch_of(Request const& request, Authorization const& authorization, Secret const& signing_key);

}  // namespace iam::sigv4
