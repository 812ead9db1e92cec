// The transaction that calls share.
#pragma once

#include "call.h"
#include "iam/store/replica.h"
#include "sqlite/sqlite_connection.h"

#include <cstdint>
#include <span>

namespace iam::store {

// Runs the calls one after another in one transaction and commits once. A call that throws or wants a rollback leaves
// no trace, and the others stand. When the transaction itself is lost every call of the group fails, those rolled back
// included: they may have decided on what an earlier one had written. Calls no `done`.
// `version` is the number of the state before them, which is the last commit's. Every call that wrote makes a state
// with the next number, also when it is rolled back, and so does a lost transaction: no number that a call had means
// anything else afterwards. Answers the number of the last commit now; calls that only read leave it as it is.
// The replica, if there is one, is told what was committed.
std::uint64_t transact(SqliteConnection& connection, std::span<Call> group, std::uint64_t version,
                       Replica& replica) noexcept;

}  // namespace iam::store
