// Work in a transaction whose end may come later, and on another thread.
#pragma once

#include "iam/call/operation.h"
#include "iam/store/store.h"

#include <functional>
#include <string>

namespace iam::service {

enum class Ending {
  kDone,    // as durable as the store promises
  kBroken,  // nothing was kept, and the log says why
};

// Runs `work`, of a few statements, in the transaction that `access` names, then calls `done` exactly once: before it
// returns for reads, whose verdict does not matter. What work throws, or the store, is logged after `complaint` and
// told to nobody else. REQUIRES: `done` does not throw.
void transact(store::Store& store, Access access, std::string complaint, store::Store::Work work,
              std::function<void(Ending)> done);

// As transact, for work that writes and may take its time: that of a file it does not take from the calling thread.
void transact_at_length(store::Store& store, std::string complaint, store::Store::Work work,
                        std::function<void(Ending)> done);

}  // namespace iam::service
