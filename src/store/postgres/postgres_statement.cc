#include "postgres/postgres_statement.h"

#include "iam/store/store.h"
#include "postgres/dialect.h"
#include "postgres/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

namespace iam::store {
namespace {

// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat
constexpr Oid kInt8 = 20;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;

bool is_read(std::string_view sql) {
  if (sql.starts_with("SELECT")) return true;
  return sql.starts_with("WITH") && sql.find("INSERT INTO") == std::string_view::npos;
}

std::size_t parameters_of(std::string_view sql) {
  std::size_t most = 0;
  for (auto at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
    std::size_t number = 0;
    std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    most = std::max(most, number);
  }
  return most;
}

}  // namespace

void ClearResult::operator()(pg_result* result) const { PQclear(result); }

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view sql)
    : connection_(connection),
      written_(sql),
      sql_(with_dollars(sql)),
      only_reads_(is_read(sql)),
      values_(parameters_of(sql_)) {}

void PostgresStatement::bind(int position, std::int64_t value) { at(position) = {std::to_string(value), kInt8}; }

void PostgresStatement::bind(int position, std::string_view value) {
  if (value.find('\0') != std::string_view::npos) throw StoreError("a text with a NUL cannot be stored");
  at(position) = {std::string(value), kText};
}

void PostgresStatement::bind_null(int position) { at(position) = {}; }

void PostgresStatement::unbind() { std::ranges::fill(values_, Value()); }

void PostgresStatement::prepare() {
  std::vector<Oid> types;
  for (auto const& value : values_) types.push_back(value.type);
  name_ = connection_.prepare_at_server(sql_, written_, types);
}

bool PostgresStatement::step() {
  if (rows_ == nullptr) {
    if (name_.empty()) prepare();
    std::vector<char const*> values;
    for (auto const& value : values_) values.push_back(value.text.has_value() ? value.text->c_str() : nullptr);
    rows_ = connection_.run_prepared(name_, written_, values);
  }
  return ++row_ < PQntuples(rows_.get());
}

std::optional<std::int64_t> PostgresStatement::run_returning() {
  return step() ? std::optional(integer(0)) : std::nullopt;
}

void PostgresStatement::rewind() {
  rows_.reset();
  row_ = -1;
}

int PostgresStatement::columns() const { return PQnfields(rows_.get()); }

PreparedStatement::Type PostgresStatement::type(int column) const {
  if (is_null(column)) return Type::kNull;
  switch (PQftype(rows_.get(), column)) {
    case kInt8:
    case kInt4:
      return Type::kInteger;
    case kText:
      return Type::kText;
    default:
      throw StoreError("a column holds what is neither a number nor a text");
  }
}

bool PostgresStatement::is_null(int column) const { return PQgetisnull(rows_.get(), row_, column) != 0; }

std::int64_t PostgresStatement::integer(int column) const {
  auto const digits = text(column);
  if (digits == "t") return 1;  // what is true
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string_view PostgresStatement::text(int column) const {
  return {PQgetvalue(rows_.get(), row_, column), static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
}

}  // namespace iam::store
