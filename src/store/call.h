// Calls of the store on their way.
#pragma once

#include "connection.h"
#include "iam/store/store.h"

#include <cstdint>
#include <exception>
#include <optional>

namespace iam::store {

// One Store::write on its way.
struct Call {
  Store::Work work;
  Store::Done done;
  std::exception_ptr failure = nullptr;  // what `done` will be told
};

struct Performed {
  Verdict verdict = Verdict::kRollback;  // also of work that threw, of which call.failure tells
  bool has_written = false;
  KnownFrom known_from = KnownFrom::kItsTime;
};

// Runs the work in the open transaction of `connection`, on the state with the number `version`. Throws nothing.
Performed perform(Connection& connection, Call& call, std::uint64_t version) noexcept;

}  // namespace iam::store
