// Access advisor's reports of what was really used:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html and its neighbours.
#include "iam/store/access_reports.h"

#include "errors/access_advisor.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/held_policies.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/call/given_arn.h"
#include "iam/call/paging.h"
#include "iam/catalogue/services.h"
#include "iam/service/handlers/access_advisor.h"
#include "policy_holders.h"
#include "report_job.h"
#include "tracking_period.h"

#include <algorithm>

namespace iam::service {
namespace {

// AWS names no limit. Here reports lie in the store, and one may take some 10 KB; who asks for one of every user and
// role of a full account still gets them all but the oldest.
constexpr std::int64_t kReportsPerAccountMax = 5000;

constexpr std::string_view kServiceLevel = "SERVICE_LEVEL";
constexpr std::string_view kActionLevel = "ACTION_LEVEL";

// What a report is about: what some policies allow, and who has them.
struct Subject {
  std::vector<policy::AllowedActions> allowed;
  store::EntityId entity = 0;  // a user, group or role; 0 when the subject is a policy

  template <class Test>
  bool allows(Test test) const {
    return std::ranges::any_of(allowed, test);
  }
};

Result<Subject> find_subject(Call& call, std::string_view arn) {
  Subject subject;
  if (!parse_arn(arn).has_value()) return fail(errors::arn_is_no_principal(arn));
  if (auto const given = given_arn(call, arn); !given) return fail(given.error());
  if (check_policy_arn(call, arn)) {
    auto const document = policy_document(call, arn);
    if (!document.has_value()) return fail(errors::no_such_principal(arn));
    auto const compiled = call.authorization.policies().compiled(*document);
    if (compiled != nullptr) subject.allowed.push_back(allowed_actions(*compiled));
    return subject;
  }
  auto const holders = find_policy_holders(call, arn);
  if (!holders) return fail(holders.error());
  subject.entity = holders->front().id;
  for (auto const& policy : held_policies(call, call.authorization.policies(), *holders)) {
    subject.allowed.push_back(allowed_actions(*policy.compiled));
  }
  return subject;
}

// AWS tracks actions of many services. Those of IAM and STS are the ones that can be seen here; of the others the
// report tells the service only.
void add_tracked_actions(Subject const& subject, store::AccessReports& reports, store::AccessReportId report) {
  for (auto const* operation : operations()) {
    auto const service = service_prefix(operation->service);
    auto const name = std::string(service).append(":").append(operation->name);
    if (subject.allows([&](auto const& allowed) { return allowed.contains(name); })) {
      reports.add_action(report, service, operation->name);
    }
  }
}

std::string arn_of(Call const& call, store::AccessReports::Entity const& entity) {
  return call.arn(entity.kind, entity.path, entity.name);
}

std::vector<api::TrackedActionLastAccessed> tracked_actions(Call& call, store::AccessReportId report,
                                                            std::string_view service) {
  std::vector<api::TrackedActionLastAccessed> list;
  for (auto& [action, last] : store::AccessReports(call.store).actions(report, service)) {
    auto& shown = list.emplace_back();
    shown.action_name = std::move(action);
    if (!last.has_value()) continue;
    shown.last_accessed_entity = arn_of(call, last->entity);
    shown.last_accessed_time = last->at;
    shown.last_accessed_region = std::move(last->region);
  }
  return list;
}

api::ServiceLastAccessed shown_service(Call& call, store::AccessReport const& report,
                                       store::AccessReports::Service const& service) {
  api::ServiceLastAccessed shown;
  shown.service_namespace = service.service;
  // INVARIANT: reports name services of the catalogue.
  if (auto const* known = catalogue::find_name(service.service)) shown.service_name = known->name;
  shown.total_authenticated_entities = static_cast<std::int32_t>(service.entities);
  if (auto const& last = service.last) {
    shown.last_authenticated = last->at;
    shown.last_authenticated_entity = arn_of(call, last->entity);
    shown.last_authenticated_region = last->region;
  }
  if (report.granularity != kActionLevel) return shown;
  auto actions = tracked_actions(call, report.id, service.service);
  if (!actions.empty()) shown.tracked_actions_last_accessed = std::move(actions);
  return shown;
}

}  // namespace

Result<api::GenerateServiceLastAccessedDetailsResponse> generate_service_last_accessed_details(
    Call& call, api::GenerateServiceLastAccessedDetailsRequest const& request) {
  auto const subject = find_subject(call, request.arn);
  if (!subject) return fail(subject.error());

  store::AccessReports reports(call.store);
  auto report = new_report<store::AccessReport>(call, reports, kReportsPerAccountMax);
  report.granularity = request.granularity.value_or(std::string(kServiceLevel));
  reports.insert(report);
  for (auto const& service : catalogue::services()) {
    if (subject->allows([&](auto const& allowed) { return allowed.any_of(service.prefix); })) {
      reports.add_service(report.id, service.prefix);
    }
  }
  if (report.granularity == kActionLevel) add_tracked_actions(*subject, reports, report.id);
  if (subject->entity == 0) {
    reports.add_entities_with(report.id, call.account(), request.arn);
  } else {
    reports.add_entity(report.id, subject->entity);
  }
  call.last_used.write(call.store);
  reports.add_uses(report.id, call.now - kTrackingPeriod);
  return api::GenerateServiceLastAccessedDetailsResponse{.job_id = std::move(report.job)};
}

Result<api::GetServiceLastAccessedDetailsResponse> get_service_last_accessed_details(
    Call& call, api::GetServiceLastAccessedDetailsRequest const& request) {
  store::AccessReports reports(call.store);
  auto const report = find_report(call, reports, request.job_id);
  if (!report) return fail(report.error());
  auto const page =
      PageRequest::make("GetServiceLastAccessedDetails", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  api::GetServiceLastAccessedDetailsResponse response;
  response.job_type = report->granularity;
  if (!show_progress(call, *report, response)) return response;
  auto services = reports.page(report->id, page->after(), page->fetch_limit());
  page->finish(services, response, [](auto const& service) { return service.service; });
  for (auto const& service : services) {
    response.services_last_accessed.push_back(shown_service(call, *report, service));
  }
  return response;
}

Result<api::GetServiceLastAccessedDetailsWithEntitiesResponse> get_service_last_accessed_details_with_entities(
    Call& call, api::GetServiceLastAccessedDetailsWithEntitiesRequest const& request) {
  store::AccessReports reports(call.store);
  auto const report = find_report(call, reports, request.job_id);
  if (!report) return fail(report.error());
  auto const page =
      PageRequest::make("GetServiceLastAccessedDetailsWithEntities", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  api::GetServiceLastAccessedDetailsWithEntitiesResponse response;
  if (!show_progress(call, *report, response)) return response;
  auto const passed = page->after_number();
  auto users = reports.users_of(report->id, request.service_namespace, passed, page->fetch_limit());
  page->finish(users, response, [&](auto const&) { return std::to_string(passed + page->fetch_limit() - 1); });
  for (auto& [entity, last_used_at] : users) {
    api::EntityInfo info{.arn = arn_of(call, entity), .type = entity.kind == "user" ? "USER" : "ROLE"};
    info.name = std::move(entity.name);
    info.id = std::move(entity.unique_id);
    info.path = std::move(entity.path);
    response.entity_details_list.push_back({.entity_info = std::move(info), .last_authenticated = last_used_at});
  }
  return response;
}

}  // namespace iam::service
