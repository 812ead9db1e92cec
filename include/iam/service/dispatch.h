// Carries out one operation: binds and validates its request, opens the transaction it asks for, asks whether the
// caller may, runs its handler, and turns whatever breaks into `ServiceFailure`. What is common to all operations
// happens here, once.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/call/origin.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace iam::service {

// One operation in a transaction that is there already, whose end is the caller's affair: binds and validates its
// request, asks whether the caller may, runs its handler. `parameters` outlive it. REQUIRES: the operation is written.
Status operate(Call& call, Operation const& operation, api::Value const& parameters);

class Dispatcher {
 public:
  // The surroundings outlive it.
  explicit Dispatcher(Surroundings const& surroundings) : surroundings_(surroundings) {}

  // The finished invocation, ready to be emitted, or the error the client gets.
  using Outcome = Result<std::shared_ptr<Invocation const>>;
  // `decision`: what policies said, as Authorization::decision() has it.
  using Done = std::function<void(Outcome, std::string const& decision)>;

  // Whether the answer is known of the state of the store with that number. Then, if the caller may have it, the
  // operation is not run, and there is no invocation to emit.
  using Recall = std::function<bool(std::uint64_t version)>;

  // Calls `done` exactly once: before it returns for reads, when the write is as durable as the store promises for
  // writes, perhaps on another thread. `parameters` is not used after dispatch returns. `recall` may be empty.
  void dispatch(Operation const& operation, api::Value const& parameters, Caller caller, Origin origin,
                std::string request_id, Recall recall, Done done);

 private:
  Surroundings const& surroundings_;
};

}  // namespace iam::service
