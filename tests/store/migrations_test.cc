// What migrations make of the databases of earlier versions.
#include "sqlite/migrations.h"

#include "scratch.h"
#include "sqlite/schema_check.h"
#include "sqlite/sqlite_connection.h"

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

// Of each table that migration 8 rebuilds.
constexpr std::string_view kNames = R"(
INSERT INTO entities (id, account, kind) VALUES (1, 111122223333, 'user'), (2, 111122223333, 'group'),
  (3, 111122223333, 'role'), (4, 111122223333, 'policy'), (5, 111122223333, 'instance profile');
INSERT INTO users VALUES (1, 111122223333, 'Bob', '/p/', 'AIDA', 1, 'arn', 2);
INSERT INTO groups VALUES (2, 111122223333, 'Admins', '/', 'AGPA', 1);
INSERT INTO roles VALUES (3, 111122223333, 'Ops', '/', 'AROA', 1, '{}', 'd', 3600, NULL, 4, 'us-east-1');
INSERT INTO policies VALUES (4, 111122223333, 'Read', '/', 'ANPA', 'd', 1, 2, 3, 4);
INSERT INTO instance_profiles VALUES (5, 111122223333, 'Web', '/', 'AIPA', 1);
INSERT INTO inline_policies VALUES (1, 1, 'Inline', '{}', 2);
INSERT INTO service_specific_credentials VALUES (9, 'ACCA', 111122223333, 1, 's', 'Bob-at-1', 'Active', 1, NULL);
INSERT INTO service_specific_credentials VALUES (12, 'ACCB', 111122223333, 1, 's', 'Bob-at-2', 'Active', 1, NULL);
DELETE FROM service_specific_credentials WHERE position = 12;
)";

class Migrations : public testing::Test {
 protected:
  // A database as a program made it that knew no more than `version`.
  void begin_at(std::size_t version) {
    auto const first = bytes_of(IAM_FIRST_SCHEMA);
    migrate(connection_, {.whole = first, .steps = known_schema().steps.first(version - 1)}, 0);
    migrate(connection_, {.whole = first, .steps = known_schema().steps.first(version - 1)}, 1);
  }

  void migrate_from(std::int64_t version) { migrate(connection_, known_schema(), version); }

  // The first values of the rows that the query answers.
  std::vector<std::string> texts(std::string const& query) {
    std::vector<std::string> texts;
    for (auto row = connection_.prepare_generated(query); row.step();) texts.push_back(row.text(0));
    return texts;
  }

  std::vector<std::string> rows() {
    std::vector<std::string> rows;
    for (auto const* table : {"access_reports", "access_report_services", "organization_reports", "organizations",
                              "control_policies", "organization_targets", "delegation_requests",
                              "delegation_parameters", "delegation_owners", "session_epochs"}) {
      auto row = connection_.prepare_generated(std::string("SELECT * FROM ") + table + " ORDER BY 1");
      while (row.step()) {
        rows.emplace_back(table);
        row.append_row(rows.back());
      }
    }
    return rows;
  }

  SqliteConnection connection_{":memory:", SqliteConnection::Mode::kReadWrite};
};

TEST_F(Migrations, make_of_the_first_schema_what_a_new_database_has) {
  begin_at(1);
  EXPECT_NE(schema_fault(connection_, known_schema()), std::nullopt);
  migrate_from(1);
  EXPECT_EQ(schema_fault(connection_, known_schema()), std::nullopt);
}

TEST_F(Migrations, that_rebuild_tables_keep_every_row_and_all_that_refers_to_it) {
  begin_at(4);
  connection_.run_script(std::string(kRows));
  auto before = rows();
  ASSERT_EQ(before.size(), 11U);
  before.pop_back();

  migrate_from(4);
  auto after = rows();
  ASSERT_EQ(after.size(), 11U);
  after.pop_back();
  EXPECT_EQ(after, before);
  auto epoch = connection_.prepare("SELECT account, epoch, is_open FROM session_epochs");
  ASSERT_TRUE(epoch.step());
  EXPECT_EQ(epoch.integer(0), 111122223333);
  EXPECT_EQ(epoch.text(1), "epoch");
  EXPECT_EQ(epoch.integer(2), 1);
}

TEST_F(Migrations, fold_names_and_keep_what_stands_beside_them) {
  begin_at(7);
  connection_.run_script(std::string(kNames));
  migrate_from(7);
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts("SELECT id || name || folded_name || path || unique_id || created_at || permissions_boundary ||"
                  " password_last_used_at FROM users"),
            Texts{"1Bobbob/p/AIDA1arn2"});
  EXPECT_EQ(texts("SELECT id || name || folded_name || path || unique_id || created_at FROM groups"),
            Texts{"2Adminsadmins/AGPA1"});
  EXPECT_EQ(
      texts("SELECT id || name || folded_name || path || unique_id || created_at || trust_policy || description ||"
            " max_session_duration_s || last_used_at || last_used_region FROM roles"),
      Texts{"3Opsops/AROA1{}d36004us-east-1"});
  EXPECT_EQ(texts("SELECT id || name || folded_name || path || unique_id || description || created_at || updated_at ||"
                  " default_version || newest_version FROM policies"),
            Texts{"4Readread/ANPAd1234"});
  EXPECT_EQ(texts("SELECT id || name || folded_name || path || unique_id || created_at FROM instance_profiles"),
            Texts{"5Webweb/AIPA1"});
  EXPECT_EQ(texts("SELECT entity || position || name || folded_name || document || size FROM inline_policies"),
            Texts{"11Inlineinline{}2"});
  EXPECT_EQ(texts("SELECT position || id || public_name || folded_public_name FROM service_specific_credentials"),
            Texts{"9ACCABob-at-1bob-at-1"});
}

TEST_F(Migrations, that_fold_names_give_no_number_again) {
  begin_at(7);
  connection_.run_script(std::string(kNames));
  migrate_from(7);
  connection_.run_script(
      "INSERT INTO service_specific_credentials (id, account, user_id, service, public_name, folded_public_name, "
      "status,"
      " created_at) VALUES ('ACCC', 111122223333, 1, 's', 'c', 'c', 'Active', 1)");
  EXPECT_EQ(texts("SELECT position FROM service_specific_credentials WHERE id = 'ACCC'"),
            std::vector<std::string>{"13"});
}

}  // namespace
}  // namespace iam::store
