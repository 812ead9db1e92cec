#include "postgres/migration.h"

#include "iam/store/store.h"
#include "postgres/dialect.h"
#include "postgres/postgres_connection.h"
#include "postgres/postgres_error.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {
namespace {

// A large database takes its time, and other programs wait for the one that migrates it.
constexpr std::chrono::hours kMigrationWait{1};
constexpr std::string_view kWithoutLimits =
    "SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; ";

// "IAM1" as a number: whoever migrates has it.
constexpr std::string_view kLock = "SELECT pg_advisory_xact_lock(1229016369)";

// The one row of iam_state has the version of the schema, and the number of the state that was stored last. Numbers
// come from a sequence, which gives none twice even to transactions that are rolled back; each is the first of as many
// as a group has calls.
constexpr std::string_view kBeside = R"(
CREATE TABLE iam_state (
  place BIGINT PRIMARY KEY CHECK (place = 1),
  schema_version BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE SEQUENCE iam_state_numbers INCREMENT BY 1024 MINVALUE 1024;
INSERT INTO iam_state (place, schema_version, version) VALUES (1, 0, 0);
CREATE FUNCTION instr(TEXT, TEXT) RETURNS INTEGER LANGUAGE SQL IMMUTABLE AS 'SELECT strpos($1, $2)';
)";

OpenError error(ServerAddress const& address, std::string const& what) {
  return OpenError("cannot open the database " + address.shown() + ": " + what);
}

std::vector<std::string_view> tables_of(Schema const& schema) {
  constexpr std::string_view kCreate = "CREATE TABLE ";
  std::vector<std::string_view> names = {"iam_state"};
  for (auto at = schema.whole.find(kCreate); at != std::string_view::npos; at = schema.whole.find(kCreate, at)) {
    at += kCreate.size();
    names.push_back(schema.whole.substr(at, schema.whole.find(' ', at) - at));
  }
  return names;
}

// What is not ours would be emptied by a reset, and might change what our statements mean.
void check_tables(PostgresConnection& connection, ServerAddress const& address, Schema const& schema) {
  auto const known = tables_of(schema);
  auto names = connection.prepare("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
  while (names.step()) {
    auto const name = names.text(0);
    if (std::ranges::find(known, name) != known.end()) continue;
    throw error(address, "its table `" + name + "` was not made by this program; give this program a database, or by" +
                             " search_path a schema, of its own");
  }
}

std::int64_t version_of(PostgresConnection& connection) {
  if (connection.value_of("SELECT to_regclass('iam_state')").empty()) return 0;
  return std::stoll(connection.value_of("SELECT schema_version FROM iam_state"));
}

void migrate_locked(PostgresConnection& connection, ServerAddress const& address, Schema const& schema) {
  auto const version = version_of(connection);
  auto const newest = newest_version(schema);
  if (version > newest) {
    throw error(address, "it was written by a newer version of this program (schema " + std::to_string(version) +
                             ", known here up to " + std::to_string(newest) + "); use that version");
  }
  if (version == 0) {
    check_tables(connection, address, {});
    connection.run_script(std::string(kBeside));
  }
  if (version < newest) {
    for (auto const script : way_from(schema, version)) connection.run_script(to_postgres(script));
    connection.run_script("UPDATE iam_state SET schema_version = " + std::to_string(newest));
  }
  check_tables(connection, address, schema);
}

}  // namespace

void migrate(PostgresConnection& connection, ServerAddress const& address, Schema const& schema) {
  if (connection.setting("server_encoding") != "UTF8") {
    throw error(address, "its encoding is " + connection.setting("server_encoding") + "; make one with encoding UTF8");
  }
  connection.allow(kMigrationWait);
  try {
    connection.ask("BEGIN; " + std::string(kWithoutLimits) + std::string(kLock));
    migrate_locked(connection, address, schema);
    connection.ask("COMMIT");
    connection.allow(PostgresConnection::kAnswerWait);
  } catch (PostgresError const& failure) {
    throw error(address, "its migration failed (" + std::string(failure.what()) + ") and it is as it was");
  }
}

}  // namespace iam::store
