// Alexa for Business's face: its users and their tags over AWS's JSON 1.1 protocol, translated to the operations of IAM
// over the one store.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/result.h"
#include "iam/face/authn.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <string>

namespace iam::gateway::alexa {

class Api {
 public:
  Api(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics)
      : environment_(environment), surroundings_(surroundings), metrics_(metrics), authentication_(environment) {}

  // Whether the request names one of this system's operations, or tries to.
  static bool owns(HttpRequest const& request);

  // REQUIRES: owns(request), whose path is `/`. `request_id` is the gateway's.
  void handle(HttpRequest const& request, std::string const& request_id, Reply reply);

 private:
  struct Admission;

  // Finds operation, caller and work, in this order.
  Status admit(HttpRequest const& request, Admission& admission);

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  Metrics& metrics_;
  Authentication authentication_;
};

}  // namespace iam::gateway::alexa
