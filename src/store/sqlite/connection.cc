#include "sqlite/connection.h"

#include "sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <cassert>
#include <chrono>
#include <mutex>
#include <utility>

namespace iam::store {
namespace {

// How long a statement waits for a lock of another process, such as a person's sqlite3 shell.
constexpr std::chrono::milliseconds kLockWait{5000};

constexpr Sql kRollback = "ROLLBACK";

// SQLite counts its memory under one mutex for all connections; nobody reads the count.
void configure_once() {
  static std::once_flag configured;
  std::call_once(configured, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

// A file may be anybody's work. Nothing that its schema or a statement of ours could be talked into reaches another
// file, changes the schema behind SQLite's back, or calls a function with effects.
// https://www.sqlite.org/security.html
void distrust(sqlite3* handle) {
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

}  // namespace

Connection::Connection(std::string const& path, Mode mode) {
  configure_once();
  int const access = mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  sqlite3* opened = nullptr;
  int const outcome =
      sqlite3_open_v2(path.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(opened);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, "open");
  distrust(opened);
  sqlite3_busy_timeout(opened, static_cast<int>(kLockWait.count()));
  forget_statements();
}

Connection::~Connection() { finalize_statements(); }

void Connection::forget_statements() {
  finalize_statements();
  // Prepared now, so that giving up a transaction needs no memory when there is none left.
  prepare(kRollback);
}

void Connection::finalize_statements() {
  for (auto& [text, statement] : idle_) sqlite3_finalize(std::exchange(statement, nullptr));
  for (auto& [text, statement] : idle_generated_) sqlite3_finalize(std::exchange(statement, nullptr));
}

void Connection::Close::operator()(sqlite3* handle) const {
  [[maybe_unused]] int const outcome = sqlite3_close(handle);
  assert(outcome == SQLITE_OK && "a statement outlived its connection");
}

Statement Connection::prepare(Sql sql) { return borrow(idle_[sql.text().data()], sql.text()); }

Statement Connection::prepare_generated(std::string const& sql) { return borrow(idle_generated_[sql], sql); }

Statement Connection::borrow(sqlite3_stmt*& home, std::string_view sql) {
  if (home != nullptr) return Statement(std::exchange(home, nullptr), &home);
  sqlite3_stmt* prepared = nullptr;
  int const outcome = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                         &prepared, nullptr);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, sql);
  return Statement(prepared, &home);
}

void Connection::run_script(std::string const& sql) {
  int const outcome = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, std::string_view(sql).substr(0, sql.find('\n')));
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

bool Connection::roll_back() noexcept {
  try {
    if (in_transaction()) prepare(kRollback).run();
  } catch (StoreError const&) {
    // The answer tells.
  }
  return !in_transaction();
}

}  // namespace iam::store
