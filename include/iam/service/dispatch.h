// Carries out one operation: binds and validates its request, opens the transaction it asks for, asks whether the
// caller may, runs its handler, and turns whatever breaks into `ServiceFailure`. What is common to all operations
// happens here, once.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/base/ids.h"
#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/call/origin.h"
#include "iam/store/store.h"

#include <functional>
#include <memory>
#include <string>

namespace iam::service {

class Dispatcher {
 public:
  Dispatcher(store::Store& store, Clock const& clock, IdSource& ids, LastUsed const& last_used, Seal const& seal,
             Authorizer& authorizer)
      : store_(store), clock_(clock), ids_(ids), last_used_(last_used), seal_(seal), authorizer_(authorizer) {}

  // The finished invocation, ready to be emitted, or the error the client gets.
  using Outcome = Result<std::shared_ptr<Invocation const>>;
  // `decision`: what policies said, as Authorization::decision() has it.
  using Done = std::function<void(Outcome, std::string const& decision)>;

  // Calls `done` exactly once: before it returns for reads, when the write is as durable as the store promises for
  // writes, perhaps on another thread. `parameters` is not used after dispatch returns.
  void dispatch(Operation const& operation, api::Value const& parameters, Caller caller, Origin origin,
                std::string request_id, Done done);

 private:
  struct Pending;

  void read(Pending& pending);
  void write(std::shared_ptr<Pending> const& pending);
  Status run(Pending& pending, store::Session& session);

  store::Store& store_;
  Clock const& clock_;
  IdSource& ids_;
  LastUsed const& last_used_;
  Seal const& seal_;
  Authorizer& authorizer_;
};

}  // namespace iam::service
