// What only answers about service-specific credentials say.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error unsupported_credential_service(std::string_view service);
Error no_such_service_specific_credential(std::string_view id);
Error unsupported_credential_age(std::string_view service);
Error all_users_and_one();

}  // namespace iam::service::errors
