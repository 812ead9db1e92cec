// Huawei Cloud's face: IAM v5 over REST and JSON, translated to the operations of AWS's over the one store.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace iam::gateway::huawei {

class Api {
 public:
  Api(Environment const& environment, Metrics& metrics, service::Authorizer& authorizer)
      : environment_(environment), metrics_(metrics), authorizer_(authorizer) {}

  // Whether `path` is one of Huawei's.
  static bool owns(std::string_view path);

  // REQUIRES: owns(the request's path). `request_id` is the gateway's.
  void handle(HttpRequest const& request, std::string_view request_id, Reply reply);

 private:
  struct Exchange;

  Result<Exchange> admitted(HttpRequest const& request);
  void finish(Exchange const& exchange, Result<boost::json::value> const& outcome) const;

  Environment const& environment_;
  Metrics& metrics_;
  service::Authorizer& authorizer_;
};

}  // namespace iam::gateway::huawei
