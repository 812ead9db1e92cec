#include "sqlite/memory_store.h"

#include "sqlite/migrations.h"
#include "sqlite/transaction.h"

#include <mutex>

namespace iam::store {

MemoryStore::MemoryStore() : connection_(":memory:", SqliteConnection::Mode::kReadWrite) {
  // Memory is not overwritten when it is freed, and statements that fail half-way are undone from memory as well.
  connection_.run_script("PRAGMA secure_delete = OFF");
  connection_.run_script("PRAGMA temp_store = MEMORY");
  migrate(connection_, known_schema(), 0);
  connection_.run_script("PRAGMA foreign_keys = ON");
}

void MemoryStore::read(std::function<void(Session&)> const& work) {
  std::lock_guard const lock(mutex_);
  Session session(connection_, Access::kRead, version_);
  work(session);
}

void MemoryStore::write(Work work, Done done) {
  Call call{std::move(work), std::move(done)};
  {
    std::lock_guard const lock(mutex_);
    version_ = transact(connection_, {&call, 1}, version_, replica());
  }
  call.done(call.failure);
}

void MemoryStore::with_writer(WriterWork const& work) {
  std::lock_guard const lock(mutex_);
  work(connection_, version_);
}

}  // namespace iam::store
