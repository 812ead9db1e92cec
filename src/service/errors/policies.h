// Errors of managed policies. Wording: recorded AWS answers, but for the deletion of a policy with several versions,
// where users quoted AWS.
#pragma once

#include "iam/base/result.h"

#include <cstdint>
#include <string_view>

namespace iam::service::errors {

Error policy_exists(std::string_view name);
Error no_such_policy(std::string_view arn);
Error no_such_policy_version(std::string_view arn, std::string_view version);

Error too_many_policy_versions(std::int64_t allowed);
Error default_version_is_in_use();
Error policy_is_attached();
Error policy_has_versions();

// AWS's policies are AWS's to change.
Error foreign_policy_deleted();
Error foreign_policy_version_deleted();
Error foreign_policy_updated();

}  // namespace iam::service::errors
