#include "sqlite/schema_check.h"

#include "sqlite/migrations.h"
#include "sqlite/sqlite_connection.h"

#include <map>
#include <string_view>
#include <utility>

namespace iam::store {
namespace {

struct Part {
  std::string table;
  std::string sql;  // empty for an index that SQLite made itself

  bool operator==(Part const&) const = default;
};

// By type and name.
using Parts = std::map<std::pair<std::string, std::string>, Part>;

// The quotes are those of a table that was renamed, the spaces those of a column that was added.
std::string normalized(std::string_view sql) {
  std::string text;
  bool is_word = false;
  for (char const c : sql) {
    if (c == '"') continue;
    bool const is_space = c == ' ' || c == '\n';
    if (is_space && !is_word) continue;
    is_word = !is_space && c != '(';
    if ((c == ')' || c == ',') && text.ends_with(' ')) text.pop_back();
    text += is_space ? ' ' : c;
  }
  return text;
}

Parts parts_of(SqliteConnection& connection) {
  Statement statement = connection.prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema"
      " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))");
  Parts parts;
  while (statement.step()) {
    parts[{statement.text(0), statement.text(1)}] = {statement.text(2), normalized(statement.text(3))};
  }
  return parts;
}

Parts parts_of(Schema const& schema) {
  SqliteConnection connection(":memory:", SqliteConnection::Mode::kReadWrite);
  migrate(connection, schema, 0);
  return parts_of(connection);
}

std::string called(Parts::key_type const& part) { return "its " + part.first + " `" + part.second + "`"; }

}  // namespace

std::optional<std::string> schema_fault(SqliteConnection& connection, Schema const& known) {
  auto const expected = parts_of(known);
  auto const found = parts_of(connection);
  for (auto const& [part, how] : found) {
    auto const wanted = expected.find(part);
    if (wanted == expected.end()) return called(part) + " was not made by this program";
    if (wanted->second != how) return called(part) + " is not as this program made it";
  }
  for (auto const& [part, how] : expected) {
    if (!found.contains(part)) return called(part) + " is missing";
  }
  return std::nullopt;
}

}  // namespace iam::store
