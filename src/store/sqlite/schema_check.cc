#include "sqlite/schema_check.h"

#include "sqlite/connection.h"

#include <map>
#include <utility>

namespace iam::store {
namespace {

struct Part {
  std::string table;
  std::string sql;  // empty for an index that SQLite made itself

  bool operator==(Part const&) const = default;
};

// By type and name.
using Schema = std::map<std::pair<std::string, std::string>, Part>;

Schema schema_of(Connection& connection) {
  Statement statement = connection.prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema"
      " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))");
  Schema schema;
  while (statement.step()) schema[{statement.text(0), statement.text(1)}] = {statement.text(2), statement.text(3)};
  return schema;
}

Schema schema_after(Migrations applied) {
  Connection connection(":memory:", Connection::Mode::kReadWrite);
  migrate(connection, applied, 0);
  return schema_of(connection);
}

std::string called(Schema::key_type const& part) { return "its " + part.first + " `" + part.second + "`"; }

}  // namespace

std::optional<std::string> schema_fault(Connection& connection, Migrations applied) {
  auto const expected = schema_after(applied);
  auto const found = schema_of(connection);
  for (auto const& [part, how] : found) {
    auto const known = expected.find(part);
    if (known == expected.end()) return called(part) + " was not made by this program";
    if (known->second != how) return called(part) + " is not as this program made it";
  }
  for (auto const& [part, how] : expected) {
    if (!found.contains(part)) return called(part) + " is missing";
  }
  return std::nullopt;
}

}  // namespace iam::store
