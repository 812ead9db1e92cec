#include "sqlite/migrations.h"

#include "sqlite/database_file.h"
#include "sqlite/sqlite_connection.h"

#include <string>

namespace iam::store {
namespace {

constexpr Sql kForeignKeyCheck = "PRAGMA foreign_key_check";

}  // namespace

void migrate(SqliteConnection& connection, Schema const& schema, std::int64_t version,
             std::function<void()> const& check) {
  if (version >= newest_version(schema)) return;
  connection.run_script("BEGIN IMMEDIATE");
  try {
    connection.run_script("PRAGMA application_id = " + std::to_string(kApplicationId));
    for (std::string_view migration : way_from(schema, version)) {
      connection.run_script(std::string(migration));
    }
    if (connection.prepare(kForeignKeyCheck).step()) throw StoreError("a row refers to one that is not there");
    connection.run_script("PRAGMA user_version = " + std::to_string(newest_version(schema)));
    if (check != nullptr) check();
    connection.run_script("COMMIT");
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

}  // namespace iam::store
