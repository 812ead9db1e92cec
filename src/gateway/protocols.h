// How AWS's services tell of errors, each in its protocol, for clients that asked the wrong server.
// https://smithy.io/2.0/aws/protocols/index.html
#pragma once

#include "iam/base/result.h"
#include "iam/face/http.h"

#include <string_view>

namespace iam::gateway {

enum class Protocol {
  kQuery,     // and REST with XML
  kEc2,       // EC2's variant of Query
  kS3,        // S3's variant of REST with XML
  kJson,      // JSON 1.0 and 1.1
  kRestJson,  // REST with JSON
  kCbor,      // RPC v2 with CBOR
};

// The protocol that a request to this service is in; `service` as credential scopes name it.
Protocol protocol_of(HttpRequest const& request, std::string_view service);

// The error as a client of that protocol reads it.
HttpResponse error_in(Protocol protocol, HttpRequest const& request, Error const& error, std::string_view request_id);

}  // namespace iam::gateway
