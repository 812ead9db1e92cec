// What calls of the API need where no gateway makes them: when a server starts, and without one.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/authorization/surroundings.h"
#include "iam/base/ids.h"
#include "iam/base/time.h"
#include "iam/call/code_attempts.h"
#include "iam/call/last_used.h"
#include "iam/call/seal.h"
#include "iam/store/store.h"

#include <memory>
#include <string>

namespace iam::program {

class Calls {
 public:
  // All outlive it.
  Calls(store::Store& store, Clock const& clock, IdSource& ids, service::LastUsed const& last_used,
        service::Seal const& seal, service::Strictness strictness)
      : surroundings_{store, clock, ids, last_used, code_attempts_, seal, authorizer_, strictness} {}
  Calls(Calls const&) = delete;
  Calls& operator=(Calls const&) = delete;

  service::Surroundings const& surroundings() const { return surroundings_; }

  // Runs it in a transaction and waits until that is as durable as the store promises. Throws what broke.
  void write(store::Store::Work work);

 private:
  service::Authorizer authorizer_{service::Enforcement::kNone};
  service::CodeAttempts code_attempts_;
  service::Surroundings surroundings_;
};

// A database that no server uses at the moment.
class Database {
 public:
  // Throws store::OpenError.
  Database(store::Options const& options, service::Strictness strictness);

  store::Store& store() { return *store_; }
  Calls& calls() { return calls_; }

 private:
  std::unique_ptr<store::Store> store_;
  EmulatorClock clock_;
  std::unique_ptr<RandomSource> random_;
  IdSource ids_;
  service::LastUsed last_used_;
  service::Seal seal_;
  Calls calls_;
};

}  // namespace iam::program
