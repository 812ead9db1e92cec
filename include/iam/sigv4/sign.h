// The other side: signing requests, for clients of our own and for tests.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/sigv4/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::sigv4 {

// Whoever signs, and for what.
struct Signer {
  std::string_view access_key_id;
  Secret secret;
  std::optional<std::string_view> session_token;
  std::string_view region = "us-east-1";
  std::string_view service = "iam";
};

// The headers to add to a request, all of whose own are signed: X-Amz-Date, X-Amz-Security-Token for a session, and
// Authorization. REQUIRES: the request has a Host header.
std::vector<std::pair<std::string, std::string>> sign(Request const& request, Signer const& signer, Time now);

// The request's target with its signature in the query. REQUIRES: the request has a Host header.
std::string presign(Request const& request, Signer const& signer, Time now, std::chrono::seconds expires);

}  // namespace iam::sigv4
