// What the credential report says: a line for root and for each user.
#pragma once

#include "iam/call/call.h"

#include <string>

namespace iam::service {

// As text/csv, without a line feed behind the last line.
std::string credential_report_table(Call& call);

}  // namespace iam::service
