#include "iam/store/session.h"
#include "sqlite/connection.h"
#include "sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <cassert>

namespace iam::store {
namespace {

[[noreturn]] void fail(sqlite3_stmt* statement, int outcome) { throw sqlite_error(outcome, sqlite3_sql(statement)); }

void check_bound(sqlite3_stmt* statement, int outcome) {
  if (outcome != SQLITE_OK) fail(statement, outcome);
}

}  // namespace

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (*home_ != nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  // The outcome of a reset repeats that of the last step, which has been reported.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  *home_ = statement_;
}

bool Statement::step() {
  int const outcome = sqlite3_step(statement_);
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  fail(statement_, outcome);
}

void Statement::run() {
  [[maybe_unused]] bool const row = step();
  assert(!row && "the statement returns rows");
  sqlite3_reset(statement_);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  // The text first: asking for the length alone may not see it in UTF-8.
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return text(column);
}

Time Statement::time(int column) const { return Time(std::chrono::milliseconds(integer(column))); }

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::optional<Time> Statement::optional_time(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return time(column);
}

bool Statement::only_reads() const { return sqlite3_stmt_readonly(statement_) != 0; }

void Statement::expect_parameters([[maybe_unused]] std::size_t count) const {
  assert(count == static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)));
}

void Statement::bind_at(int position, std::int64_t value) {
  check_bound(statement_, sqlite3_bind_int64(statement_, position, value));
}

void Statement::bind_at(int position, std::string_view value) {
  // A view of nothing may point nowhere, which SQLite would take for NULL.
  char const* text = value.empty() ? "" : value.data();
  check_bound(statement_, sqlite3_bind_text64(statement_, position, text, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_at(int position, Time value) { bind_at(position, std::int64_t{value.time_since_epoch().count()}); }

void Statement::bind_at(int position, std::nullptr_t) {
  check_bound(statement_, sqlite3_bind_null(statement_, position));
}

Statement Session::prepare(Sql sql) {
  Statement statement = connection_.prepare(sql);
  if (!statement.only_reads()) {
    assert(access_ == Access::kWrite && "a write in a session for reading");
    version_.reset();
  }
  return statement;
}

void Session::run(std::string const& sql) {
  assert(access_ == Access::kWrite);
  version_.reset();
  connection_.run_script(sql);
}

std::int64_t Session::last_insert_id() const { return sqlite3_last_insert_rowid(connection_.handle()); }

std::int64_t Session::changes() const { return sqlite3_changes64(connection_.handle()); }

}  // namespace iam::store
