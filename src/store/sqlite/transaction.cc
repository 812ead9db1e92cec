#include "sqlite/transaction.h"

#include "sqlite/recording.h"

namespace iam::store {
namespace {

constexpr Sql kBegin = "BEGIN IMMEDIATE";
constexpr Sql kCommit = "COMMIT";
constexpr Sql kSavepoint = "SAVEPOINT call";
constexpr Sql kRollbackToSavepoint = "ROLLBACK TO call";
constexpr Sql kRelease = "RELEASE call";

Verdict run(SqliteConnection& connection, Call& call, std::uint64_t& version, KnownFrom& known_from) {
  auto const performed = perform(connection, call, version);
  if (performed.has_written) ++version;
  // After a full disk, an I/O error or want of memory SQLite may have rolled back everything by itself.
  if (!connection.in_transaction()) {
    if (call.failure) std::rethrow_exception(call.failure);
    throw StoreError("the transaction was rolled back underneath its work");
  }
  if (performed.known_from == KnownFrom::kNow) known_from = KnownFrom::kNow;
  return performed.verdict;
}

void run_in_savepoint(SqliteConnection& connection, Call& call, std::uint64_t& version, KnownFrom& known_from) {
  connection.prepare(kSavepoint).run();
  if (run(connection, call, version, known_from) == Verdict::kRollback) connection.prepare(kRollbackToSavepoint).run();
  connection.prepare(kRelease).run();
}

}  // namespace

std::uint64_t transact(SqliteConnection& connection, std::span<Call> group, std::uint64_t version,
                       Replica& replica) noexcept {
  try {
    Recording recording(replica, connection);
    auto known_from = KnownFrom::kItsTime;
    if (!connection.roll_back()) throw StoreError("the transaction before this one cannot be rolled back");
    connection.prepare(kBegin).run();
    if (group.size() == 1) {
      // A savepoint keeps a copy of every page it touches; one call alone needs none.
      if (run(connection, group.front(), version, known_from) == Verdict::kRollback) {
        if (!connection.roll_back()) throw StoreError("the transaction cannot be rolled back");
        return version;
      }
    } else {
      for (Call& call : group) run_in_savepoint(connection, call, version, known_from);
    }
    recording.close(known_from);
    connection.prepare(kCommit).run();
    recording.tell(version);
  } catch (...) {
    connection.roll_back();  // when this fails it is tried again before the next transaction
    for (Call& call : group) {
      if (!call.failure) call.failure = std::current_exception();
    }
    ++version;
  }
  return version;
}

}  // namespace iam::store
