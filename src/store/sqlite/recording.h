// What one transaction changes, for the replica.
#pragma once

#include "iam/store/replica.h"
#include "sqlite/sqlite_connection.h"

#include <cstdint>

struct sqlite3_session;

namespace iam::store {

// From construction on, records what is changed through the connection; nothing while there is no replica. Whoever has
// it holds the store's lock for writing.
class Recording {
 public:
  // Throws StoreError.
  Recording(Replica& replica, SqliteConnection& connection);
  Recording(Recording const&) = delete;
  Recording& operator=(Recording const&) = delete;
  ~Recording();

  // Makes what was changed ready to be told. REQUIRES: called once, right before the commit. Throws StoreError.
  void close(KnownFrom known_from);
  // REQUIRES: closed, and committed as the state `version`.
  void tell(std::uint64_t version) noexcept;

 private:
  Replica& replica_;
  sqlite3_session* session_ = nullptr;
  Replica::Commits commit_;  // one, or none yet
};

}  // namespace iam::store
