#include "sqlite/recording.h"

#include "sqlite/session_extension.h"
#include "sqlite/sqlite_error.h"

#include <utility>

namespace iam::store {

Recording::Recording(Replica& replica, SqliteConnection& connection) : replica_(replica) {
  if (!replica_.is_on()) return;
  if (int const outcome = sqlite3session_create(connection.handle(), "main", &session_); outcome != SQLITE_OK) {
    throw sqlite_error(outcome, "record changes");
  }
  // All tables.
  if (int const outcome = sqlite3session_attach(session_, nullptr); outcome != SQLITE_OK) {
    sqlite3session_delete(std::exchange(session_, nullptr));
    throw sqlite_error(outcome, "record changes");
  }
}

Recording::~Recording() {
  if (session_ != nullptr) sqlite3session_delete(session_);
}

void Recording::close(KnownFrom known_from) {
  if (session_ == nullptr) return;
  int size = 0;
  void* changes = nullptr;
  int const outcome = sqlite3session_changeset(session_, &size, &changes);
  std::unique_ptr<void, void (*)(void*)> const owner(changes, sqlite3_free);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, "collect changes");
  if (size == 0) return;
  auto const& lag = replica_.lag_;
  commit_.push_back({.changes = std::string(static_cast<char const*>(changes), static_cast<std::size_t>(size)),
                     .known_from = known_from,
                     .made_at = lag.now(),
                     .known_at = {}});
  commit_.front().known_at = commit_.front().made_at + lag.delay();
}

void Recording::tell(std::uint64_t version) noexcept {
  if (commit_.empty()) return;
  commit_.front().version = version;
  replica_.hear(std::move(commit_));
}

}  // namespace iam::store
