// Carries out one request of a caller's, whatever face it came through: the transaction it asks for, the call that its
// handler is given, and its end.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/call/origin.h"

#include <functional>
#include <string>
#include <string_view>

namespace iam::service {

struct Work {
  std::string_view name;  // of the operation, a string literal
  Access access;
  Caller caller;
  Origin origin;
  std::string request_id;
  // Asks for permission by `call.authorization`, and does it. What ends in an error writes nothing.
  std::function<Status(Call& call)> run;
};

// What came of it, and what policies said: see Authorization::decision().
using WorkDone = std::function<void(Status outcome, std::string const& decision)>;

// Calls `done` exactly once: before it returns for reads; for writes when they are as durable as the store promises,
// perhaps on another thread. A broken world is logged and ends in `broken`. `surroundings` outlive the work.
void carry_out(Surroundings const& surroundings, Work work, Error broken, WorkDone done);

}  // namespace iam::service
