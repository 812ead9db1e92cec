// What the clients of other services are told. A variable such as AWS_ENDPOINT_URL sends all of them here.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace iam::gateway {

class OtherServices {
 public:
  OtherServices(Environment const& environment, Metrics& metrics) : environment_(environment), metrics_(metrics) {}

  // For a request that no face can read: what its client is to be told in its own protocol, when the request names a
  // service that does not live here. The log says so once for each service.
  std::optional<HttpResponse> answer(HttpRequest const& request, std::string_view request_id);

 private:
  bool lives_here(std::string_view service) const;
  void warn_once(std::string const& service, std::string const& sentence);

  Environment const& environment_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::set<std::string> warned_;  // guarded by mutex_
};

}  // namespace iam::gateway
