// Errors of the credential report.
#pragma once

#include "iam/base/result.h"

namespace iam::service::errors {

Error report_not_present();
Error report_expired();
Error report_in_progress();

}  // namespace iam::service::errors
