#include "iam/store/replica.h"

#include "sqlite/session_extension.h"
#include "sqlite/sqlite_connection.h"
#include "sqlite/sqlite_error.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace iam::store {
namespace {

// With more the oldest become known early: nothing is lost, and memory has an end.
constexpr std::size_t kPendingBytesMax = 64 * 1024 * 1024;

void copy_all(SqliteConnection& source, SqliteConnection& copy) {
  auto* const backup = sqlite3_backup_init(copy.handle(), "main", source.handle(), "main");
  if (backup == nullptr) throw sqlite_error(sqlite3_extended_errcode(copy.handle()), "begin a copy");
  sqlite3_backup_step(backup, -1);
  if (int const outcome = sqlite3_backup_finish(backup); outcome != SQLITE_OK) throw sqlite_error(outcome, "copy");
}

// What they did is among the changes of each commit already.
void drop_triggers(SqliteConnection& copy) {
  std::vector<std::string> names;
  {
    auto statement = copy.prepare("SELECT printf('\"%w\"', name) FROM sqlite_schema WHERE type = 'trigger'");
    while (statement.step()) names.push_back(statement.text(0));
  }
  for (auto const& name : names) copy.run_script("DROP TRIGGER " + name);
}

// The copy was as the store before each commit, so that nothing can be in its way; should something be, the store wins.
int settle(void* /*context*/, int conflict, sqlite3_changeset_iter* /*change*/) {
  bool const is_other = conflict == SQLITE_CHANGESET_DATA || conflict == SQLITE_CHANGESET_CONFLICT;
  return is_other ? SQLITE_CHANGESET_REPLACE : SQLITE_CHANGESET_OMIT;
}

}  // namespace

Replica::Replica() = default;

Replica::~Replica() = default;

// A clock that was turned back makes nobody wait for a time that it may not reach again.
bool Replica::Commit::is_due(Time now) const { return now >= known_at || now < made_at; }

void Replica::read_copy(Session& current, std::function<void(Session&)> const& work) {
  std::unique_lock lock(mutex_);
  if (copy_ == nullptr) {
    lock.unlock();
    return work(current);
  }
  for (auto const now = lag_.now(); !commits_.empty() && commits_.front().is_due(now);) {
    apply(commits_.front());
    bytes_ -= commits_.front().changes.size();
    commits_.pop_front();
  }
  Session known(*copy_, Access::kRead, version_);
  work(known);
}

void Replica::apply(Commit const& commit) {
  // SQLite takes a pointer to what it does not write to.
  auto* const changes = const_cast<char*>(commit.changes.data());
  int const outcome = sqlite3changeset_apply(copy_->handle(), static_cast<int>(commit.changes.size()), changes, nullptr,
                                             settle, nullptr);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, "apply a commit");
  version_ = commit.version;
}

std::size_t Replica::pending() const {
  std::lock_guard const lock(mutex_);
  if (copy_ == nullptr) return 0;
  auto const now = lag_.now();
  return static_cast<std::size_t>(
      std::ranges::count_if(commits_, [now](Commit const& commit) { return !commit.is_due(now); }));
}

void Replica::hear(Commits one) noexcept {
  std::lock_guard const lock(mutex_);
  if (copy_ == nullptr) return;
  auto& commit = one.front();
  if (commit.known_from == KnownFrom::kNow) {
    commit.known_at = Time::min();
    for (auto& earlier : commits_) earlier.known_at = Time::min();
  } else if (!commits_.empty()) {
    commit.known_at = std::max(commit.known_at, commits_.back().known_at);
  }
  bytes_ += commit.changes.size();
  commits_.splice(commits_.end(), one);
  auto pending = bytes_;
  for (auto each = commits_.begin(); pending > kPendingBytesMax; ++each) {
    each->known_at = Time::min();
    pending -= each->changes.size();
  }
}

void Replica::begin(SqliteConnection& source, std::uint64_t version, Lag lag) {
  auto copy = std::make_unique<SqliteConnection>(":memory:", SqliteConnection::Mode::kReadWrite);
  copy_all(source, *copy);
  drop_triggers(*copy);
  // A statement that empties a whole table, prepared while nobody records, would not tell what it deletes.
  source.forget_statements();
  std::lock_guard const lock(mutex_);
  copy_ = std::move(copy);
  serves_reads_ = lag.serves_reads;
  lag_ = std::move(lag);
  version_ = version;
  commits_.clear();
  bytes_ = 0;
  is_on_ = true;
}

void Replica::end() {
  std::lock_guard const lock(mutex_);
  is_on_ = serves_reads_ = false;
  copy_.reset();
  commits_.clear();
  bytes_ = 0;
}

}  // namespace iam::store
