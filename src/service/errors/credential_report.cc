#include "errors/credential_report.h"

#include "iam/call/errors.h"

namespace iam::service::errors {

// Recorded without a message.
Error report_not_present() { return make_error(api::kReportNotPresent); }

// Whether AWS says more is not confirmed.
Error report_expired() { return make_error(api::kReportExpired); }

// The model's status; whether AWS says more is not confirmed.
Error report_in_progress() { return make_error(api::kReportInProgress); }

}  // namespace iam::service::errors
