// Where a request came from, as conditions can ask.
#pragma once

#include <string>

namespace iam::service {

struct Origin {
  std::string source_ip;   // numeric
  std::string user_agent;  // empty: the client sent none
  std::string region;      // that the request is for
  std::string host;        // as the client addressed this server, with the port; empty: it did not say
  bool is_secure = false;  // TLS
  // Addressed as sts.amazonaws.com, where AWS has no new operations. Every other name is that of a region's endpoint.
  bool is_global_endpoint = false;
};

}  // namespace iam::service
