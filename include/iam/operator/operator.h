// The operator's endpoints: health, reset, clock, metrics, and the aliases that fixtures for other emulators use.
// They speak JSON; an error is {"error": "…"}.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/consistency.h"
#include "iam/face/environment.h"
#include "iam/face/faults.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <memory>
#include <optional>
#include <string_view>

namespace iam::gateway {

class Savepoints;

class OperatorApi {
 public:
  OperatorApi(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics,
              Faults& faults, ConsistencyControl& consistency);
  ~OperatorApi();

  // Whether `path` is one of the operator's.
  static bool owns(std::string_view path);
  // Whether `path` is of the console's pages, which hold nothing that is anybody's.
  static bool is_page(std::string_view path);

  // REQUIRES: owns(the request's path). A path that leads nowhere is answered with the nearest that does, a method that
  // an endpoint does not take with those that it does. Who may ask is up to the environment's rules; health, metrics,
  // what identity providers publish and, unless all is off, the console's files are for everybody.
  void handle(HttpRequest const& request, Reply reply);

 private:
  struct Route;

  // Why whoever sent this may not ask there; nothing when it may. A path without a route is the operator's alone.
  std::optional<HttpResponse> refusal(HttpRequest const& request, Route const* route) const;
  static HttpResponse no_endpoint(std::string_view path);
  HttpResponse health() const;
  HttpResponse tls_authority() const;
  HttpResponse metrics() const;
  void reset(HttpRequest const& request, Reply reply) const;

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  Metrics& metrics_;
  Faults& faults_;
  ConsistencyControl& consistency_;
  std::unique_ptr<Savepoints> savepoints_;
};

}  // namespace iam::gateway
