#include "migrations.h"

#include "connection.h"
#include "database_file.h"

#include <string>

namespace iam::store {
namespace {

constexpr Sql kForeignKeyCheck = "PRAGMA foreign_key_check";

}  // namespace

std::int64_t newest_version() { return static_cast<std::int64_t>(migrations().size()); }

void migrate(Connection& connection, std::int64_t version) {
  if (version >= newest_version()) return;
  connection.run_script("BEGIN IMMEDIATE");
  try {
    connection.run_script("PRAGMA application_id = " + std::to_string(kApplicationId));
    for (std::string_view migration : migrations().subspan(static_cast<std::size_t>(version))) {
      connection.run_script(std::string(migration));
    }
    if (connection.prepare(kForeignKeyCheck).step()) throw StoreError("a row refers to one that is not there");
    connection.run_script("PRAGMA user_version = " + std::to_string(newest_version()));
    connection.run_script("COMMIT");
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

}  // namespace iam::store
