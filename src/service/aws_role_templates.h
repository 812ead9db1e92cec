// The role templates that AWS publishes, as they were recorded in September 2026: those that its directory of templates
// lists and GetRoleTemplateVersion knew. https://docs.aws.amazon.com/IAM/latest/UserGuide, "Overview of role
// templates".
#pragma once

#include "iam/base/arn.h"
#include "iam/store/role_templates.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::service {

// Named as the partition names it, as are the managed policies in it; the default version when `minor` is nothing.
std::optional<store::RoleTemplateVersion> find_aws_role_template(std::string_view arn, Partition partition,
                                                                 std::optional<std::int64_t> minor);

}  // namespace iam::service
