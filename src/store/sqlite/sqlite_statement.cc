#include "sqlite/sqlite_statement.h"

#include "sqlite/sqlite_error.h"

#include <sqlite3.h>

namespace iam::store {
namespace {

[[noreturn]] void fail(sqlite3_stmt* statement, int outcome) { throw sqlite_error(outcome, sqlite3_sql(statement)); }

void check_bound(sqlite3_stmt* statement, int outcome) {
  if (outcome != SQLITE_OK) fail(statement, outcome);
}

// SQLite would open a table of its own for what is returned, which takes as long as a third of the insert.
std::string_view without_returning(std::string_view sql) { return sql.substr(0, sql.rfind(" RETURNING ")); }

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* handle, std::string_view whole) {
  auto const sql = without_returning(whole);
  int const outcome = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                         &statement_, nullptr);
  if (outcome != SQLITE_OK) throw sqlite_error(outcome, sql);
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

int SqliteStatement::parameters() const { return sqlite3_bind_parameter_count(statement_); }

bool SqliteStatement::only_reads() const { return sqlite3_stmt_readonly(statement_) != 0; }

void SqliteStatement::bind(int position, std::int64_t value) {
  check_bound(statement_, sqlite3_bind_int64(statement_, position, value));
}

void SqliteStatement::bind(int position, std::string_view value) {
  // A view of nothing may point nowhere, which SQLite would take for NULL.
  char const* text = value.empty() ? "" : value.data();
  check_bound(statement_, sqlite3_bind_text64(statement_, position, text, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void SqliteStatement::bind_null(int position) { check_bound(statement_, sqlite3_bind_null(statement_, position)); }

void SqliteStatement::unbind() { sqlite3_clear_bindings(statement_); }

bool SqliteStatement::step() {
  int const outcome = sqlite3_step(statement_);
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  fail(statement_, outcome);
}

std::optional<std::int64_t> SqliteStatement::run_returning() {
  step();
  auto* handle = sqlite3_db_handle(statement_);
  if (sqlite3_changes64(handle) == 0) return std::nullopt;
  return sqlite3_last_insert_rowid(handle);
}

// The outcome of a reset repeats that of the last step, which has been reported.
void SqliteStatement::rewind() { sqlite3_reset(statement_); }

int SqliteStatement::columns() const { return sqlite3_column_count(statement_); }

PreparedStatement::Type SqliteStatement::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_NULL:
      return Type::kNull;
    case SQLITE_INTEGER:
      return Type::kInteger;
    case SQLITE_TEXT:
      return Type::kText;
    default:
      throw StoreError("a column holds what is neither a number nor a text");
  }
}

bool SqliteStatement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t SqliteStatement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view SqliteStatement::text(int column) const {
  // The text first: asking for the length alone may not see it in UTF-8.
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace iam::store
