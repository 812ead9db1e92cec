// The reports that AWS generates in the background: access advisor's, an organization's, the credential report.
//
// They are made when they are asked for, and shown as being made for a moment by the server's clock: long enough that a
// client meets the state it must be ready for on AWS, too short for one that waits between its questions. While the
// clock stands still, so does the report. One from the future, whose clock was set back, is complete.
//
// All but the credential report are jobs: a report has an id, belongs to whoever asked for it, and lies in the store
// until it is too old or too many are younger. `Report` is one of the store's, `Reports` where they lie.
#pragma once

#include "errors/access_advisor.h"
#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/call.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace iam::service {

inline constexpr std::chrono::milliseconds kReportDuration(100);

constexpr Time completion_time(Time started_at) { return started_at + kReportDuration; }

constexpr bool is_in_progress(Time started_at, Time now) {
  return started_at <= now && now < completion_time(started_at);
}

// How long a job can be asked for.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html says so of access
// advisor's; of an organization's it is unconfirmed.
inline constexpr std::chrono::hours kReportAgeMax(168);

// A job of the caller's, for which there is room among the `kept_max` that an account may have. Not inserted yet.
template <class Report, class Reports>
Report new_report(Call& call, Reports& reports, std::int64_t kept_max) {
  reports.prune(call.account(), call.now - kReportAgeMax, kept_max - 1);
  Report report;
  report.account = call.account();
  report.job = call.ids.request_id();
  report.owner = call.caller.unique_id;
  report.created_at = call.now;
  return report;
}

// The report of that job, which is for the user or the session that asked for it, and for nobody else.
template <class Reports>
auto find_report(Call& call, Reports& reports, std::string_view job)
    -> Result<typename decltype(reports.find(call.account(), job))::value_type> {
  auto report = reports.find(call.account(), job);
  bool const is_there =
      report.has_value() && report->owner == call.caller.unique_id && call.now - report->created_at <= kReportAgeMax;
  if (!is_there) return fail(errors::no_such_job(job));
  return *std::move(report);
}

// Fills in the fields that the answers about jobs have in common. Whether the report is complete.
template <class Report, class Response>
bool show_progress(Call const& call, Report const& report, Response& response) {
  bool const is_complete = !is_in_progress(report.created_at, call.now);
  response.is_truncated = false;
  response.job_status = is_complete ? "COMPLETED" : "IN_PROGRESS";
  response.job_creation_date = report.created_at;
  if (is_complete) response.job_completion_date = completion_time(report.created_at);
  return is_complete;
}

}  // namespace iam::service
