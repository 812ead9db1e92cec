#include "iam/store/organization_reports.h"

#include <utility>

namespace iam::store {

void OrganizationReports::insert(OrganizationReport& report, std::vector<OrganizationReport::Service> const& services) {
  std::optional<std::string> code;
  std::optional<std::string> message;
  if (report.error.has_value()) {
    code = report.error->code;
    message = report.error->message;
  }
  report.number =
      *session_
           .prepare(
               "INSERT INTO organization_reports (account, job, owner, created_at, error_code, error_message)"
               " VALUES (?, ?, ?, ?, ?, ?) RETURNING number")
           .bind(report.account.number(), report.job, report.owner, report.created_at, code, message)
           .run_returning();
  for (auto const& [service, accounts, last] : services) {
    std::optional<Time> used_at;
    std::optional<std::string> region;
    std::optional<std::string> path;
    if (last.has_value()) {
      used_at = last->at;
      region = last->region;
      path = last->entity_path;
    }
    session_
        .prepare(
            "INSERT INTO organization_report_services (report, service, accounts, used_at, region, entity_path)"
            " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(report.number, service, accounts, used_at, region, path)
        .run();
  }
}

std::optional<OrganizationReport> OrganizationReports::find(AccountId account, std::string_view job) {
  Statement statement = session_.prepare(
      "SELECT number, job, owner, created_at, error_code, error_message FROM organization_reports"
      " WHERE account = ? AND job = ?");
  if (!statement.bind(account.number(), job).step()) return std::nullopt;
  OrganizationReport report{.number = statement.integer(0),
                            .account = account,
                            .job = statement.text(1),
                            .owner = statement.text(2),
                            .created_at = statement.time(3)};
  if (auto code = statement.optional_text(4)) report.error = {*std::move(code), statement.text(5)};
  return report;
}

std::vector<OrganizationReport::Service> OrganizationReports::services(std::int64_t number) {
  Statement statement = session_.prepare(
      "SELECT service, accounts, used_at, region, entity_path FROM organization_report_services WHERE report = ?"
      " ORDER BY service");
  statement.bind(number);
  std::vector<OrganizationReport::Service> services;
  while (statement.step()) {
    auto& service = services.emplace_back();
    service.service = statement.text(0);
    service.accounts = statement.integer(1);
    if (auto const at = statement.optional_time(2)) {
      service.last = {.at = *at, .region = statement.text(3), .entity_path = statement.text(4)};
    }
  }
  return services;
}

std::int64_t OrganizationReports::count_since(AccountId account, Time time) {
  Statement statement =
      session_.prepare("SELECT count(*) FROM organization_reports WHERE account = ? AND created_at > ?");
  return statement.bind(account.number(), time).step() ? statement.integer(0) : 0;
}

void OrganizationReports::prune(AccountId account, Time oldest, std::int64_t kept) {
  session_
      .prepare(
          "DELETE FROM organization_reports WHERE account = ?1 AND (created_at < ?2 OR number NOT IN"
          " (SELECT number FROM organization_reports WHERE account = ?1 ORDER BY number DESC LIMIT ?3))")
      .bind(account.number(), oldest, kept)
      .run();
}

std::map<std::string, OrganizationReports::Use> OrganizationReports::uses(AccountId account, Time since) {
  Statement statement = session_.prepare(
      "SELECT service, used_at, region FROM action_uses JOIN entities ON entities.id = action_uses.entity"
      " WHERE entities.account = ? AND used_at >= ? ORDER BY service, used_at DESC, entity, action");
  statement.bind(account.number(), since);
  std::map<std::string, Use> uses;
  // The first of each service is its last use.
  while (statement.step()) uses.emplace(statement.text(0), Use{statement.time(1), statement.text(2)});
  return uses;
}

}  // namespace iam::store
