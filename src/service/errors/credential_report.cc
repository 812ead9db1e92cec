#include "errors/credential_report.h"

namespace iam::service::errors {
namespace {

constexpr int kGone = 410;
constexpr int kNotFound = 404;

}  // namespace

// Recorded without a message.
Error report_not_present() { return {.code = "ReportNotPresent", .http_status = kGone}; }

// Whether AWS says more is not confirmed.
Error report_expired() { return {.code = "ReportExpired", .http_status = kGone}; }

// The model's status; whether AWS says more is not confirmed.
Error report_in_progress() { return {.code = "ReportInProgress", .http_status = kNotFound}; }

}  // namespace iam::service::errors
