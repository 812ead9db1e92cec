// The whole emulator as one function from request to answer: routing, callers, operator endpoints.
#pragma once

#include "iam/base/account.h"
#include "iam/base/ids.h"
#include "iam/base/time.h"
#include "iam/gateway/http.h"
#include "iam/service/last_used.h"
#include "iam/store/store.h"

#include <functional>
#include <memory>
#include <string>

namespace iam::gateway {

class Gateway {
 public:
  virtual ~Gateway() = default;

  // Answers one request through `reply`: at once for reads, when its commit is durable for writes.
  // Thread-safe. Never throws.
  virtual void handle(HttpRequest const& request, Reply reply) = 0;
};

// What the operator's endpoints tell about this server.
struct Description {
  std::string version;
  std::string auth_mode;   // "off"
  std::string store;       // ":memory:" or a path
  std::string durability;  // "normal", "full"
};

// What a gateway works with. Everything outlives it.
struct Environment {
  store::Store& store;
  EmulatorClock& clock;
  IdSource& ids;
  service::LastUsed& last_used;
  AccountId default_account;  // of callers whose access key names no other
  Description description;
  // Lines of Prometheus text that others contribute to /metrics; may be empty.
  std::function<std::string()> more_metrics;
};

std::unique_ptr<Gateway> make_gateway(Environment environment);

}  // namespace iam::gateway
