#include "iam/store/session.h"
#include "sqlite/connection.h"
#include "sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <array>
#include <cassert>
#include <cstring>

namespace iam::store {
namespace {

[[noreturn]] void fail(sqlite3_stmt* statement, int outcome) { throw sqlite_error(outcome, sqlite3_sql(statement)); }

// How a row's values begin as bytes.
constexpr char kNull = 'n';
constexpr char kInteger = 'i';
constexpr char kText = 't';

void append_number(std::string& bytes, std::uint64_t number) {
  std::array<char, sizeof(number)> raw;
  std::memcpy(raw.data(), &number, raw.size());
  bytes.append(raw.data(), raw.size());
}

std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof(number));
  bytes.remove_prefix(sizeof(number));
  return number;
}

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

void Statement::append_row(std::string& bytes) const {
  int const columns = sqlite3_column_count(statement_);
  for (int column = 0; column < columns; ++column) {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_NULL:
        bytes += kNull;
        break;
      case SQLITE_INTEGER:
        bytes += kInteger;
        append_number(bytes, static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column)));
        break;
      case SQLITE_TEXT: {
        auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
        auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        bytes += kText;
        append_number(bytes, size);
        bytes.append(text, size);
        break;
      }
      default:
        throw StoreError("a column holds what is neither a number nor a text");
    }
  }
}

Statement& Statement::bind_row(std::string_view row) {
  int const parameters = sqlite3_bind_parameter_count(statement_);
  for (int position = 1; position <= parameters; ++position) {
    char const type = row.front();
    row.remove_prefix(1);
    if (type == kNull) {
      bind_at(position, nullptr);
    } else if (type == kInteger) {
      bind_at(position, take_number(row));
    } else {
      auto const size = static_cast<std::size_t>(take_number(row));
      bind_at(position, row.substr(0, size));
      row.remove_prefix(size);
    }
  }
  return *this;
}

Statement Session::prepare(Sql sql) { return checked(connection_.prepare(sql)); }

Statement Session::prepare_generated(std::string const& sql) { return checked(connection_.prepare_generated(sql)); }

Statement Session::checked(Statement statement) {
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
