// The credential report: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#include "iam/service/handlers/credential_report.h"
#include "credential_report_table.h"
#include "errors/credential_report.h"
#include "iam/store/credential_reports.h"
#include "report_job.h"

#include <chrono>

namespace iam::service {
namespace {

// For so long AWS answers with the report it has.
constexpr std::chrono::hours kFreshFor(4);

constexpr std::string_view kStarted = "STARTED";
constexpr std::string_view kInProgress = "INPROGRESS";
constexpr std::string_view kComplete = "COMPLETE";
constexpr std::string_view kFormat = "text/csv";

bool is_expired(Call const& call, Time generated_at) { return call.now - generated_at > kFreshFor; }

}  // namespace

Result<api::GenerateCredentialReportResponse> generate_credential_report(Call& call,
                                                                         api::GenerateCredentialReportRequest const&) {
  store::CredentialReports reports(call.store);
  auto const before = reports.generated_at(call.account());
  if (before.has_value() && !is_expired(call, *before)) {
    auto const state = is_in_progress(*before, call.now) ? kInProgress : kComplete;
    return api::GenerateCredentialReportResponse{.state = std::string(state)};
  }
  reports.put(call.account(), {.generated_at = call.now, .content = credential_report_table(call)});
  api::GenerateCredentialReportResponse response{.state = std::string(kStarted)};
  // What AWS says when an old report is replaced is not known.
  if (!before.has_value()) response.description = "No report exists. Starting a new report generation task";
  return response;
}

Result<api::GetCredentialReportResponse> get_credential_report(Call& call, api::GetCredentialReportRequest const&) {
  auto report = store::CredentialReports(call.store).find(call.account());
  if (!report.has_value()) return fail(errors::report_not_present());
  if (is_expired(call, report->generated_at)) return fail(errors::report_expired());
  if (is_in_progress(report->generated_at, call.now)) return fail(errors::report_in_progress());
  return api::GetCredentialReportResponse{.content = api::Blob{std::move(report->content)},
                                          .report_format = std::string(kFormat),
                                          .generated_time = report->generated_at};
}

}  // namespace iam::service
