// Alexa for Business's face: its users and their tags over AWS's JSON 1.1 protocol, translated to the operations of IAM
// over the one store.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/authn.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <boost/json.hpp>

#include <string>

namespace iam::gateway::alexa {

class Api {
 public:
  Api(Environment const& environment, Metrics& metrics, service::Authorizer& authorizer)
      : environment_(environment), metrics_(metrics), authorizer_(authorizer), authentication_(environment) {}

  // Whether the request names one of this system's operations, or tries to.
  static bool owns(HttpRequest const& request);

  // REQUIRES: owns(request), whose path is `/`. `request_id` is the gateway's.
  void handle(HttpRequest const& request, std::string const& request_id, Reply reply);

 private:
  struct Exchange;

  // Finds operation, caller and work, in this order.
  Status admit(HttpRequest const& request, Exchange& exchange);
  void finish(Exchange const& exchange, Result<boost::json::value> const& outcome) const;

  Environment const& environment_;
  Metrics& metrics_;
  service::Authorizer& authorizer_;
  Authentication authentication_;
};

}  // namespace iam::gateway::alexa
