#include "iam/store/access_reports.h"

namespace iam::store {
namespace {

// Reads the columns kind, name, path, unique_id that begin at `column`.
AccessReports::Entity read_entity(Statement const& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2), row.text(column + 3)};
}

// The same behind used_at and region; nothing when they are NULL.
std::optional<AccessReports::Attempt> read_attempt(Statement const& row, int column) {
  auto const at = row.optional_time(column);
  if (!at.has_value()) return std::nullopt;
  return AccessReports::Attempt{*at, row.text(column + 1), read_entity(row, column + 2)};
}

}  // namespace

void AccessReports::insert(AccessReport& report) {
  report.id = *session_
                   .prepare(
                       "INSERT INTO access_reports (account, job, owner, granularity, created_at)"
                       " VALUES (?, ?, ?, ?, ?) RETURNING id")
                   .bind(report.account.number(), report.job, report.owner, report.granularity, report.created_at)
                   .run_returning();
}

std::optional<AccessReport> AccessReports::find(AccountId account, std::string_view job) {
  Statement statement =
      session_.prepare("SELECT id, owner, granularity, created_at FROM access_reports WHERE job = ? AND account = ?");
  if (!statement.bind(job, account.number()).step()) return std::nullopt;
  return AccessReport{.id = statement.integer(0),
                      .job = std::string(job),
                      .account = account,
                      .owner = statement.text(1),
                      .granularity = statement.text(2),
                      .created_at = statement.time(3)};
}

void AccessReports::prune(AccountId account, Time oldest, std::int64_t kept) {
  session_.prepare("DELETE FROM access_reports WHERE account = ? AND created_at < ?")
      .bind(account.number(), oldest)
      .run();
  session_
      .prepare(
          "DELETE FROM access_reports WHERE account = ?1 AND id NOT IN"
          " (SELECT id FROM access_reports WHERE account = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2)")
      .bind(account.number(), kept)
      .run();
}

void AccessReports::add_service(AccessReportId report, std::string_view service) {
  session_.prepare("INSERT INTO access_report_services (report, service) VALUES (?, ?)").bind(report, service).run();
}

void AccessReports::add_action(AccessReportId report, std::string_view service, std::string_view action) {
  session_.prepare("INSERT INTO access_report_actions (report, service, action) VALUES (?, ?, ?)")
      .bind(report, service, action)
      .run();
}

void AccessReports::add_entity(AccessReportId report, EntityId entity) {
  session_
      .prepare(
          "WITH wanted (id) AS (SELECT ?2 UNION SELECT user_id FROM memberships WHERE group_id = ?2)"
          " INSERT INTO access_report_entities (report, entity, kind, name, path, unique_id)"
          " SELECT ?1, id, 'user', name, path, unique_id FROM users WHERE id IN (SELECT id FROM wanted)"
          " UNION ALL"
          " SELECT ?1, id, 'role', name, path, unique_id FROM roles WHERE id IN (SELECT id FROM wanted)")
      .bind(report, entity)
      .run();
}

void AccessReports::add_entities_with(AccessReportId report, AccountId account, std::string_view policy_arn) {
  session_
      .prepare(
          "WITH attached (id) AS (SELECT entity FROM attachments WHERE account = ?2 AND policy_arn = ?3),"
          " wanted (id) AS (SELECT id FROM attached UNION"
          "   SELECT user_id FROM memberships WHERE group_id IN (SELECT id FROM attached))"
          " INSERT INTO access_report_entities (report, entity, kind, name, path, unique_id)"
          " SELECT ?1, id, 'user', name, path, unique_id FROM users WHERE id IN (SELECT id FROM wanted)"
          " UNION ALL"
          " SELECT ?1, id, 'role', name, path, unique_id FROM roles WHERE id IN (SELECT id FROM wanted)")
      .bind(report, account.number(), policy_arn)
      .run();
}

void AccessReports::add_uses(AccessReportId report, Time since) {
  session_
      .prepare(
          "INSERT INTO access_report_uses (report, service, action, entity, used_at, region)"
          " SELECT ?1, service, action, entity, used_at, region FROM action_uses"
          " WHERE entity IN (SELECT entity FROM access_report_entities WHERE report = ?1) AND used_at >= ?2")
      .bind(report, since)
      .run();
}

std::vector<AccessReports::Service> AccessReports::page(AccessReportId report, std::string_view after,
                                                        std::int64_t limit) {
  Statement statement = session_.prepare(
      "SELECT s.service,"
      " (SELECT count(DISTINCT entity) FROM access_report_uses WHERE report = s.report AND service = s.service),"
      " u.used_at, u.region, e.kind, e.name, e.path, e.unique_id"
      " FROM access_report_services AS s"
      " LEFT JOIN access_report_uses AS u ON u.report = s.report AND u.service = s.service AND (u.action, u.entity) ="
      "  (SELECT action, entity FROM access_report_uses WHERE report = s.report AND service = s.service"
      "   ORDER BY used_at DESC, action, entity LIMIT 1)"
      " LEFT JOIN access_report_entities AS e ON e.report = u.report AND e.entity = u.entity"
      " WHERE s.report = ? AND s.service > ? ORDER BY s.service LIMIT ?");
  statement.bind(report, after, limit);
  std::vector<Service> services;
  while (statement.step()) services.push_back({statement.text(0), statement.integer(1), read_attempt(statement, 2)});
  return services;
}

std::vector<AccessReports::Action> AccessReports::actions(AccessReportId report, std::string_view service) {
  Statement statement = session_.prepare(
      "SELECT a.action, u.used_at, u.region, e.kind, e.name, e.path, e.unique_id"
      " FROM access_report_actions AS a"
      " LEFT JOIN access_report_uses AS u ON u.report = a.report AND u.service = a.service AND u.action = a.action"
      "  AND u.entity = (SELECT entity FROM access_report_uses WHERE report = a.report AND service = a.service"
      "   AND action = a.action ORDER BY used_at DESC, entity LIMIT 1)"
      " LEFT JOIN access_report_entities AS e ON e.report = u.report AND e.entity = u.entity"
      " WHERE a.report = ? AND a.service = ? ORDER BY a.action");
  statement.bind(report, service);
  std::vector<Action> actions;
  while (statement.step()) actions.push_back({statement.text(0), read_attempt(statement, 1)});
  return actions;
}

std::vector<AccessReports::User> AccessReports::users_of(AccessReportId report, std::string_view service,
                                                         std::int64_t passed, std::int64_t limit) {
  // A report does not change, so that a place in it can be told by a number.
  Statement statement = session_.prepare(
      "SELECT e.kind, e.name, e.path, e.unique_id, max(u.used_at) AS last_used_at FROM access_report_entities AS e"
      " LEFT JOIN access_report_uses AS u ON u.report = e.report AND u.service = ?2 AND u.entity = e.entity"
      " WHERE e.report = ?1 AND EXISTS (SELECT 1 FROM access_report_services WHERE report = ?1 AND service = ?2)"
      " GROUP BY e.entity, e.kind, e.name, e.path, e.unique_id"
      " ORDER BY last_used_at DESC NULLS LAST, e.name, e.entity LIMIT ?4 OFFSET ?3");
  statement.bind(report, service, passed, limit);
  std::vector<User> users;
  while (statement.step()) users.push_back({read_entity(statement, 0), statement.optional_time(4)});
  return users;
}

}  // namespace iam::store
