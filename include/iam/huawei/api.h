// Huawei Cloud's face: IAM v5 over REST and JSON, translated to the operations of AWS's over the one store.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/result.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <string_view>

namespace iam::gateway::huawei {

class Api {
 public:
  Api(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics)
      : environment_(environment), surroundings_(surroundings), metrics_(metrics) {}

  // Whether `path` is one of Huawei's.
  static bool owns(std::string_view path);

  // REQUIRES: owns(the request's path). `request_id` is the gateway's.
  void handle(HttpRequest const& request, std::string_view request_id, Reply reply);

 private:
  struct Admitted;

  Result<Admitted> admit(HttpRequest const& request) const;

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  Metrics& metrics_;
};

}  // namespace iam::gateway::huawei
