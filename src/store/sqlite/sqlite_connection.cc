#include "sqlite/sqlite_connection.h"

#include "sqlite/sqlite_error.h"
#include "sqlite/sqlite_statement.h"

#include <sqlite3.h>

#include <cassert>
#include <chrono>
#include <mutex>

namespace iam::store {
namespace {

// How long a statement waits for a lock of another process, such as a person's sqlite3 shell.
constexpr std::chrono::milliseconds kLockWait{5000};

constexpr Sql kRollback = "ROLLBACK";

constexpr Catalogue kCatalogue{
    .columns =
        "SELECT existing.name, printf('\"%w\"', existing.name), printf('\"%w\"', made.name), made.name = 'account',"
        " made.pk > 0 FROM sqlite_schema AS existing, pragma_table_info(existing.name) AS made"
        " WHERE existing.type = 'table' AND existing.name NOT LIKE 'sqlite%'"
        " AND existing.name NOT IN ('server_keys', 'issuer_key_sets')"
        " ORDER BY existing.name, made.pk = 0, made.pk, made.cid",
    .references =
        "SELECT existing.name, printf('\"%w\"', made.\"from\"), made.\"table\", printf('\"%w\"', made.\"to\"),"
        " made.on_delete = 'CASCADE' AND (SELECT \"notnull\" OR pk > 0 FROM pragma_table_info(existing.name)"
        "  WHERE name = made.\"from\")"
        " FROM sqlite_schema AS existing, pragma_foreign_key_list(existing.name) AS made"
        " WHERE existing.type = 'table' ORDER BY existing.name, made.id DESC",
};

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

SqliteConnection::SqliteConnection(std::string const& path, Mode mode) {
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

SqliteConnection::~SqliteConnection() { drop_statements(); }

void SqliteConnection::forget_statements() {
  drop_statements();
  // Prepared now, so that giving up a transaction needs no memory when there is none left.
  prepare(kRollback);
}

void SqliteConnection::Close::operator()(sqlite3* handle) const {
  [[maybe_unused]] int const outcome = sqlite3_close(handle);
  assert(outcome == SQLITE_OK && "a statement outlived its connection");
}

std::unique_ptr<PreparedStatement> SqliteConnection::compile(std::string_view sql) {
  return std::make_unique<SqliteStatement>(handle(), sql);
}

void SqliteConnection::run_script(std::string const& sql) {
  int const outcome = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, std::string_view(sql).substr(0, sql.find('\n')));
}

std::int64_t SqliteConnection::changes() const { return sqlite3_changes64(handle()); }

Catalogue const& SqliteConnection::catalogue() const { return kCatalogue; }

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

bool SqliteConnection::roll_back() noexcept {
  try {
    if (in_transaction()) prepare(kRollback).run();
  } catch (StoreError const&) {
    // The answer tells.
  }
  return !in_transaction();
}

}  // namespace iam::store
