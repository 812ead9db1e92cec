// A database that is asked by many threads and written to by one.
#pragma once

#include "call.h"
#include "iam/store/store.h"

#include <cstdint>
#include <functional>
#include <span>

namespace iam::store {

// What GroupedStore makes a store of. The functions that Store has too are as there.
class Engine {
 public:
  Engine() = default;
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;
  virtual ~Engine() = default;

  virtual void read(std::function<void(Session&)> const& work) = 0;
  virtual std::uint64_t version() const = 0;
  // REQUIRES: no group is on its way.
  virtual void flush() = 0;
  virtual bool can_replicate() const = 0;
  // Whether a commit waits neither for a disk nor for a network.
  virtual bool commits_at_once() const = 0;
  virtual void with_writer(Store::WriterWork const& work) = 0;
  virtual void check() = 0;

  // Runs a group of calls in one transaction; their `done` is the caller's business, who is always the same thread
  // unless commits_at_once(). A call that throws or wants a rollback leaves no trace, and the others stand. When the
  // transaction itself is lost every call of the group fails. The replica, if there is one, is told what was committed.
  virtual void write_group(std::span<Call> group, Replica& replica) noexcept = 0;
};

}  // namespace iam::store
