// Errors of outbound web identity federation. Codes are documented, wording is not known.
#pragma once

#include "iam/base/result.h"

namespace iam::service::errors {

Error outbound_federation_enabled();
Error outbound_federation_disabled();

}  // namespace iam::service::errors
