#include "connection.h"
#include "iam/store/session.h"
#include "iam/store/store.h"

#include <array>
#include <cassert>
#include <cstring>
#include <utility>

namespace iam::store {
namespace {

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

}  // namespace

Statement::Statement(std::unique_ptr<PreparedStatement> statement, std::unique_ptr<PreparedStatement>& home)
    : statement_(std::move(statement)), home_(&home) {}

Statement::Statement(Statement&& other) noexcept = default;

Statement::~Statement() {
  if (statement_ == nullptr || *home_ != nullptr) return;
  statement_->rewind();
  statement_->unbind();
  *home_ = std::move(statement_);
}

bool Statement::step() { return statement_->step(); }

void Statement::run() {
  [[maybe_unused]] bool const row = step();
  assert(!row && "the statement returns rows");
  statement_->rewind();
}

std::optional<std::int64_t> Statement::run_returning() {
  auto const returned = statement_->run_returning();
  statement_->rewind();
  return returned;
}

std::int64_t Statement::integer(int column) const { return statement_->integer(column); }

std::string Statement::text(int column) const { return std::string(statement_->text(column)); }

std::optional<std::string> Statement::optional_text(int column) const {
  if (statement_->is_null(column)) return std::nullopt;
  return text(column);
}

Time Statement::time(int column) const { return Time(std::chrono::milliseconds(integer(column))); }

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (statement_->is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<Time> Statement::optional_time(int column) const {
  if (statement_->is_null(column)) return std::nullopt;
  return time(column);
}

bool Statement::only_reads() const { return statement_->only_reads(); }

void Statement::expect_parameters([[maybe_unused]] std::size_t count) const {
  assert(count == static_cast<std::size_t>(statement_->parameters()));
}

void Statement::bind_at(int position, std::int64_t value) { statement_->bind(position, value); }

void Statement::bind_at(int position, std::string_view value) { statement_->bind(position, value); }

void Statement::bind_at(int position, Time value) { bind_at(position, std::int64_t{value.time_since_epoch().count()}); }

void Statement::bind_at(int position, std::nullptr_t) { statement_->bind_null(position); }

void Statement::append_row(std::string& bytes) const {
  int const columns = statement_->columns();
  for (int column = 0; column < columns; ++column) {
    switch (statement_->type(column)) {
      case PreparedStatement::Type::kNull:
        bytes += kNull;
        break;
      case PreparedStatement::Type::kInteger:
        bytes += kInteger;
        append_number(bytes, static_cast<std::uint64_t>(statement_->integer(column)));
        break;
      case PreparedStatement::Type::kText: {
        auto const text = statement_->text(column);
        bytes += kText;
        append_number(bytes, text.size());
        bytes += text;
        break;
      }
    }
  }
}

Statement& Statement::bind_row(std::string_view row) {
  int const parameters = statement_->parameters();
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

std::int64_t Session::changes() const { return connection_.changes(); }

Catalogue const& Session::catalogue() const { return connection_.catalogue(); }

}  // namespace iam::store
