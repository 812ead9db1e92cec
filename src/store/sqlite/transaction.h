// Calls of the store, and the transaction they share.
#pragma once

#include "connection.h"
#include "iam/store/store.h"

#include <exception>
#include <span>

namespace iam::store {

// One Store::write on its way.
struct Call {
  Store::Work work;
  Store::Done done;
  std::exception_ptr failure = nullptr;  // what `done` will be told
};

// Runs the calls one after another in one transaction and commits once. A call that throws or wants a rollback leaves
// no trace, and the others stand. When the transaction itself is lost every call of the group fails, those rolled back
// included: they may have decided on what an earlier one had written. Calls no `done`.
void transact(Connection& connection, std::span<Call> group) noexcept;

}  // namespace iam::store
