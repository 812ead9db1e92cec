// A copy of what is stored that hears of each commit some time later: what the rest of a cloud knows by now.
#pragma once

#include "iam/base/time.h"
#include "iam/store/session.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace iam::store {

class SqliteConnection;

// How late.
struct Lag {
  std::function<Time()> now;
  std::function<std::chrono::milliseconds()> delay;  // of one commit; asked for each
  bool serves_reads = false;                         // whether reads are served by what is known, too
};

// Commits become known in their order, each with everything that it wrote, so that what is known is always what was
// stored at some moment. Kept in the process: after its end everything is known. Thread-safe.
class Replica {
 public:
  Replica();
  Replica(Replica const&) = delete;
  Replica& operator=(Replica const&) = delete;
  ~Replica();

  // Whether there is one. While there is none, everything is known at once, and asking costs one relaxed load.
  bool is_on() const { return is_on_.load(std::memory_order_relaxed); }

  // Runs `work` on what is known by now, else on `current`, a session of the store itself.
  // REQUIRES: `work` does not ask for the replica again.
  template <class Work>
  void read(Session& current, Work work) {
    if (!is_on()) return work(current);
    read_copy(current, work);
  }

  bool serves_reads() const { return serves_reads_.load(std::memory_order_relaxed); }

  // Commits that are not known yet.
  std::size_t pending() const;

 private:
  friend class Recording;

  struct Commit {
    std::string changes;  // as SQLite's session extension writes a changeset
    KnownFrom known_from = KnownFrom::kItsTime;
    std::uint64_t version = 0;
    Time made_at;
    Time known_at;
    bool is_due(Time now) const;
  };
  using Commits = std::list<Commit>;

  void read_copy(Session& current, std::function<void(Session&)> const& work);
  void apply(Commit const& commit);
  // Takes the only commit of `one`.
  void hear(Commits one) noexcept;

  friend class Store;
  void begin(SqliteConnection& source, std::uint64_t version, Lag lag);
  void end();

  std::atomic<bool> is_on_ = false;
  std::atomic<bool> serves_reads_ = false;
  mutable std::mutex mutex_;
  Lag lag_;
  std::unique_ptr<SqliteConnection> copy_;
  std::uint64_t version_ = 0;  // of the state that is known
  Commits commits_;
  std::size_t bytes_ = 0;  // of their changes
};

}  // namespace iam::store
