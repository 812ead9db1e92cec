// The store that forgets everything with the process.
#pragma once

#include "iam/store/store.h"
#include "sqlite/sqlite_connection.h"

#include <pthread.h>

#include <atomic>
#include <cstdint>

namespace iam::store {

// Spins a little before it sleeps: whoever holds it is mostly done in a microsecond or two, and to fall asleep and be
// woken takes longer.
class AdaptiveMutex {
 public:
  AdaptiveMutex() = default;
  AdaptiveMutex(AdaptiveMutex const&) = delete;
  AdaptiveMutex& operator=(AdaptiveMutex const&) = delete;

  void lock() { pthread_mutex_lock(&mutex_); }
  void unlock() { pthread_mutex_unlock(&mutex_); }

 private:
  pthread_mutex_t mutex_ = PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP;
};

// One connection behind one mutex. SQLite can share a database in memory between connections, but its readers then
// fail while somebody writes; and a read is over sooner than a second connection could be fetched. The mutex already
// gives a read its snapshot, so reading needs no transaction.
class MemoryStore final : public Store {
 public:
  // Throws StoreError.
  MemoryStore();

  void read(std::function<void(Session&)> const& work) override;
  void write(Work work, Done done) override;
  std::uint64_t version() const override { return version_; }
  void flush() override {}
  bool can_replicate() const override { return true; }
  void check() override {}

 private:
  void with_writer(WriterWork const& work) override;

  AdaptiveMutex mutex_;
  SqliteConnection connection_;
  std::atomic<std::uint64_t> version_ = 0;  // of the last commit
};

}  // namespace iam::store
