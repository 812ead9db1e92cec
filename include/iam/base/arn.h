// Amazon Resource Names.
#pragma once

#include "iam/base/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam {

// The part of AWS an ARN belongs to. It follows the region of the caller's credential scope.
enum class Partition { kAws, kAwsChina, kAwsUsGov, kAwsIso, kAwsIsoB };

std::string_view partition_name(Partition partition);  // "aws", "aws-cn", …
// The partition of a region's name; kAws for regions that are not known.
Partition partition_of_region(std::string_view region);
// The region in which a partition has its one IAM.
std::string_view iam_region(Partition partition);

// An ARN taken apart; the views point into the text that was parsed.
struct ArnParts {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;  // everything after the fifth colon
};

// Six colon-separated parts beginning with `arn`; nothing for anything else.
std::optional<ArnParts> parse_arn(std::string_view text);

// `arn:aws:iam::123456789012:user/division_abc/Bob`: `path` begins and ends with `/`.
std::string iam_arn(Partition partition, AccountId account, std::string_view kind, std::string_view path,
                    std::string_view name);
// `arn:aws:sts::123456789012:assumed-role/Admin/session`
std::string sts_arn(Partition partition, AccountId account, std::string_view resource);
// `arn:aws:iam::123456789012:root`
std::string root_arn(Partition partition, AccountId account);

}  // namespace iam
