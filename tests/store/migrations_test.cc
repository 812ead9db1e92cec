// What a migration that rebuilds tables does with their rows.
#include "sqlite/migrations.h"

#include "sqlite/connection.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iam::store {
namespace {

// Of each table that migration 5 rebuilds, and of one that refers to it.
constexpr std::string_view kRows = R"(
INSERT INTO access_reports VALUES (7, 111122223333, 'job-1', 'owner', 'SERVICE_LEVEL', 1);
INSERT INTO access_report_services VALUES (7, 's3');
INSERT INTO organization_reports VALUES (8, 111122223333, 'job-2', 'owner', 2, 'Code', NULL);
INSERT INTO organizations VALUES (9, 111122223333, 'o-1', 1, 0, 1, 0);
INSERT INTO control_policies VALUES (10, 9, 1, 'p-1', 'Policy', '{}');
INSERT INTO organization_targets VALUES (11, 9, NULL, 'r-1', 'Root', NULL, 0);
INSERT INTO organization_targets VALUES (12, 9, 11, '444455556666', 'Member', 444455556666, 1);
INSERT INTO delegation_requests VALUES (13, 111122223333, 'd-1', 'w-1', 'Partner', 'About', NULL, 'https://a', 'topic',
  3600, 0, 'arn', '{}', 1, 3, 4, NULL, 'notes', NULL, 'token', X'00' || 'sealed');
INSERT INTO delegation_parameters VALUES (13, 0, 0, 'name', NULL, 'value');
INSERT INTO delegation_owners VALUES (13, 444455556666, 'AIDA');
INSERT INTO session_epochs VALUES (111122223333, 'epoch');
)";

std::vector<std::string> rows_of(Connection& connection) {
  std::vector<std::string> rows;
  for (auto const* table : {"access_reports", "access_report_services", "organization_reports", "organizations",
                            "control_policies", "organization_targets", "delegation_requests", "delegation_parameters",
                            "delegation_owners", "session_epochs"}) {
    auto row = connection.prepare_generated(std::string("SELECT * FROM ") + table + " ORDER BY 1");
    while (row.step()) {
      rows.emplace_back(table);
      row.append_row(rows.back());
    }
  }
  return rows;
}

TEST(Migrations, that_rebuild_tables_keep_every_row_and_all_that_refers_to_it) {
  Connection connection(":memory:", Connection::Mode::kReadWrite);
  migrate(connection, migrations().first(4), 0);
  connection.run_script(std::string(kRows));
  auto before = rows_of(connection);
  ASSERT_EQ(before.size(), 11U);
  before.pop_back();

  migrate(connection, migrations(), 4);
  auto after = rows_of(connection);
  ASSERT_EQ(after.size(), 11U);
  after.pop_back();
  EXPECT_EQ(after, before);
  auto epoch = connection.prepare("SELECT account, epoch, is_open FROM session_epochs");
  ASSERT_TRUE(epoch.step());
  EXPECT_EQ(epoch.integer(0), 111122223333);
  EXPECT_EQ(epoch.text(1), "epoch");
  EXPECT_EQ(epoch.integer(2), 1);
}

}  // namespace
}  // namespace iam::store
