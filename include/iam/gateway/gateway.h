// The whole emulator as one function from request to answer: routing, callers, operator endpoints.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <memory>

namespace iam::gateway {

class Gateway {
 public:
  virtual ~Gateway() = default;

  // Answers one request through `reply`: at once for reads, when its commit is durable for writes.
  // Thread-safe. Never throws.
  virtual void handle(HttpRequest const& request, Reply reply) = 0;
};

std::unique_ptr<Gateway> make_gateway(Environment environment);

}  // namespace iam::gateway
