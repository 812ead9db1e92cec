// The ARNs of resources, and what is wrong with them whatever the actions are.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include "codes.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::lint {

// arn:${Partition}:s3:::${BucketName}/${ObjectName} as a pattern.
std::string as_pattern(std::string_view arn_template);

struct ArnFault {
  Rule const& rule;
  std::string message;
};

// Nothing for an entry of Resource that may be somebody's.
std::optional<ArnFault> arn_fault(std::string_view resource);

}  // namespace iam::lint
