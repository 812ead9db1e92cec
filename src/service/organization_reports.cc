// The report on the access of accounts in an organization:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html and
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOrganizationsAccessReport.html. What is not written there
// was recorded in public by radkawar/stackd (testdata/aws/iam/organizations_access.json).
#include "iam/store/organization_reports.h"

#include "errors/organizations.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/held_policies.h"
#include "iam/base/arn.h"
#include "iam/call/call.h"
#include "iam/call/paging.h"
#include "iam/catalogue/services.h"
#include "iam/policy/allowed_actions.h"
#include "iam/service/handlers/organizations.h"
#include "iam/store/organization.h"
#include "report_job.h"
#include "tracking_period.h"

#include <algorithm>
#include <map>
#include <utility>

namespace iam::service {
namespace {

using Report = store::OrganizationReport;
using Statement = store::OrganizationStatement;

constexpr std::int64_t kReportsPerAccountMax = 1000;
constexpr std::int64_t kReportsAtOnceMax = 100;  // AWS has such a limit and does not say which

constexpr std::string_view kGenerate = "iam:GenerateOrganizationsAccessReport";
constexpr std::string_view kByNamespace = "SERVICE_NAMESPACE_ASCENDING";
constexpr std::string_view kIam = "iam";  // the one service whose region is told though it was never used

// The places of the targets from the root to the one at `place`.
std::vector<std::size_t> way_to(Statement const& stated, std::size_t place) {
  std::vector<std::size_t> way{place};
  while (stated.targets[way.back()].parent.has_value()) way.push_back(*stated.targets[way.back()].parent);
  std::ranges::reverse(way);
  return way;
}

bool is_below(Statement const& stated, std::size_t place, std::size_t target) {
  auto const way = way_to(stated, place);
  return std::ranges::find(way, target) != way.end();
}

// o-…/r-…/ou-…/123456789012
std::string path_of(Statement const& stated, std::size_t place) {
  std::string path = stated.organization.id;
  for (auto const each : way_to(stated, place)) path.append("/").append(stated.targets[each].id);
  return path;
}

std::optional<std::size_t> find_target(Statement const& stated, std::string_view path) {
  for (std::size_t place = 0; place < stated.targets.size(); ++place) {
    if (path.ends_with(stated.targets[place].id) && path_of(stated, place) == path) return place;
  }
  return std::nullopt;
}

policy::AllowedActions allowed_by(Call& call, store::ControlPolicy const& policy) {
  auto const compiled = call.authorization.policies().compiled(policy.document);
  return compiled == nullptr ? policy::AllowedActions() : allowed_actions(*compiled);
}

// What each level lets through: a service that one level does not allow is not accessible.
using Levels = std::vector<std::vector<policy::AllowedActions>>;

Levels levels_of(Call& call, Statement const& stated, std::size_t target) {
  Levels levels;
  if (stated.targets[target].account == stated.organization.management_account) return levels;  // they do not apply
  for (auto const place : way_to(stated, target)) {
    auto& level = levels.emplace_back();
    for (auto const attached : stated.targets[place].policies) {
      auto const& [kind, policy] = stated.policies[attached];
      if (kind == store::ControlPolicyKind::kService) level.push_back(allowed_by(call, policy));
    }
  }
  return levels;
}

bool allow(Levels const& levels, std::string_view service) {
  return std::ranges::all_of(levels, [&](auto const& level) {
    return std::ranges::any_of(level, [&](auto const& allowed) { return allowed.any_of(service); });
  });
}

// The services that `levels` let through, and what the accounts at the target and below it did with them.
std::vector<Report::Service> services_of(Call& call, Statement const& stated, std::size_t target,
                                         Levels const& levels) {
  std::map<std::string, Report::Service> services;
  for (auto const& [prefix, name] : catalogue::services()) {
    if (allow(levels, prefix)) services[std::string(prefix)].service = prefix;
  }
  call.last_used.write(call.store);
  store::OrganizationReports reports(call.store);
  for (std::size_t place = 0; place < stated.targets.size(); ++place) {
    auto const& account = stated.targets[place].account;
    if (!account.has_value() || !is_below(stated, place, target)) continue;
    for (auto const& [service, use] : reports.uses(*account, call.now - kTrackingPeriod)) {
      auto const found = services.find(service);
      if (found == services.end()) continue;
      ++found->second.accounts;
      auto& last = found->second.last;
      if (!last || last->at < use.at)
        last = {.at = use.at, .region = use.region, .entity_path = path_of(stated, place)};
    }
  }
  std::vector<Report::Service> list;
  for (auto& [prefix, service] : services) list.push_back(std::move(service));
  return list;
}

// The organization that the caller's account manages, which `path` must begin with.
Result<Statement> find_managed(Call& call, std::string_view path) {
  auto stated = store::Organizations(call.store).statement(call.account());
  bool const manages = stated.has_value() && stated->organization.management_account == call.account() &&
                       stated->organization.has_all_features &&
                       path.substr(0, path.find('/')) == stated->organization.id;
  if (!manages) return fail(errors::report_needs_management_account(call.caller.arn, kGenerate));
  return *std::move(stated);
}

// Fills in what the report says: its services, or why there are none.
std::vector<Report::Service> make_report(Call& call, Statement const& stated,
                                         api::GenerateOrganizationsAccessReportRequest const& request, Report& report) {
  auto const target = find_target(stated, request.entity_path);
  if (!target.has_value()) {
    report.error = {"INVALID_ORGANIZATIONS_ENTITY_PATH",
                    "The entity with the specified path does not exist in your organization."};
    return {};
  }
  if (!request.organizations_policy_id) return services_of(call, stated, *target, levels_of(call, stated, *target));
  auto const policy = std::ranges::find_if(stated.policies, [&](auto const& each) {
    return each.kind == store::ControlPolicyKind::kService && each.policy.id == *request.organizations_policy_id;
  });
  if (policy == stated.policies.end()) {
    report.error = {"INVALID_ORGANIZATIONS_POLICY",
                    "The policy with the specified ID does not exist in your organization."};
    return {};
  }
  return services_of(call, stated, *target, {{allowed_by(call, policy->policy)}});
}

void sort(std::vector<Report::Service>& services, std::string_view key) {
  if (key.starts_with("LAST_AUTHENTICATED_TIME")) {
    std::ranges::stable_sort(services, {}, [](auto const& service) {
      return service.last.has_value() ? std::optional<Time>(service.last->at) : std::nullopt;
    });
  }
  if (key.ends_with("_DESCENDING")) std::ranges::reverse(services);
}

api::AccessDetail shown(Call const& call, Report::Service const& service) {
  api::AccessDetail detail{.service_namespace = service.service,
                           .total_authenticated_entities = static_cast<std::int32_t>(service.accounts)};
  // INVARIANT: reports name services of the catalogue.
  if (auto const* known = catalogue::find_name(service.service)) detail.service_name = known->name;
  if (service.last.has_value()) {
    detail.region = service.last->region;
    detail.entity_path = service.last->entity_path;
    detail.last_authenticated_time = service.last->at;
  } else if (service.service == kIam) {
    detail.region = std::string(iam_region(call.caller.partition));
  }
  return detail;
}

}  // namespace

Result<api::GenerateOrganizationsAccessReportResponse> generate_organizations_access_report(
    Call& call, api::GenerateOrganizationsAccessReportRequest const& request) {
  auto const stated = find_managed(call, request.entity_path);
  if (!stated) return fail(stated.error());
  store::OrganizationReports reports(call.store);
  if (reports.count_since(call.account(), call.now - kReportDuration) >= kReportsAtOnceMax) {
    return fail(errors::too_many_organization_reports());
  }
  auto report = new_report<Report>(call, reports, kReportsPerAccountMax);
  auto const services = make_report(call, *stated, request, report);
  reports.insert(report, services);
  return api::GenerateOrganizationsAccessReportResponse{.job_id = std::move(report.job)};
}

Result<api::GetOrganizationsAccessReportResponse> get_organizations_access_report(
    Call& call, api::GetOrganizationsAccessReportRequest const& request) {
  store::OrganizationReports reports(call.store);
  auto const report = find_report(call, reports, request.job_id);
  if (!report) return fail(report.error());
  auto const key = request.sort_key.value_or(std::string(kByNamespace));
  // A marker holds in one order only.
  auto const page =
      PageRequest::make("GetOrganizationsAccessReport " + key, call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  api::GetOrganizationsAccessReportResponse response;
  if (!show_progress(call, *report, response)) return response;
  if (report->error.has_value()) {
    response.job_status = "FAILED";
    response.error_details = api::ErrorDetails{.message = report->error->message, .code = report->error->code};
    return response;
  }
  auto services = reports.services(report->number);
  response.number_of_services_accessible = static_cast<std::int32_t>(services.size());
  response.number_of_services_not_accessed = static_cast<std::int32_t>(
      std::ranges::count_if(services, [](auto const& each) { return !each.last.has_value(); }));
  sort(services, key);
  auto const passed = page->after_number();
  services.erase(services.begin(), services.begin() + std::min<std::int64_t>(passed, std::ssize(services)));
  page->finish(services, response, [&](auto const&) { return std::to_string(passed + page->fetch_limit() - 1); });
  auto& details = response.access_details.emplace();
  for (auto const& service : services) details.push_back(shown(call, service));
  return response;
}

}  // namespace iam::service
