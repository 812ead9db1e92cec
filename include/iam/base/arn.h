// Amazon Resource Names.
#pragma once

#include "iam/base/account.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam {

// The path of what was given none, and the prefix of all.
inline constexpr std::string_view kRootPath = "/";

// The part of AWS an ARN belongs to. It follows the region of the caller's credential scope.
enum class Partition { kAws, kAwsChina, kAwsUsGov, kAwsIso, kAwsIsoB, kAwsIsoE, kAwsIsoF, kAwsEusc };

struct PartitionFacts {
  Partition partition;
  std::string_view name;
  std::string_view region_prefix;  // of the names of its regions; empty: of all that no other partition has
  std::string_view iam_region;     // the one in whose name its IAM signs
};

// In the order of the enumeration. No prefix is the beginning of another. From the SDKs' partitions.json.
inline constexpr PartitionFacts kPartitions[] = {
    {Partition::kAws, "aws", "", "us-east-1"},
    {Partition::kAwsChina, "aws-cn", "cn-", "cn-north-1"},
    {Partition::kAwsUsGov, "aws-us-gov", "us-gov-", "us-gov-west-1"},
    {Partition::kAwsIso, "aws-iso", "us-iso-", "us-iso-east-1"},
    {Partition::kAwsIsoB, "aws-iso-b", "us-isob-", "us-isob-east-1"},
    {Partition::kAwsIsoE, "aws-iso-e", "eu-isoe-", "eu-isoe-west-1"},
    {Partition::kAwsIsoF, "aws-iso-f", "us-isof-", "us-isof-south-1"},
    {Partition::kAwsEusc, "aws-eusc", "eusc-", "eusc-de-east-1"},
};

std::string_view partition_name(Partition partition);  // "aws", "aws-cn", …
// Nothing when AWS has no partition of that name.
std::optional<Partition> partition_named(std::string_view name);
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

// What the ARN of an entity of an account's IAM says, such as `arn:aws:iam::123456789012:user/division_abc/Bob`; the
// views point into the text that was parsed.
struct IamName {
  Partition partition;
  AccountId account;
  std::string_view kind;  // "user", "instance-profile"; of the account itself "root"
  std::string_view path;  // "/division_abc/": begins and ends with a slash; of root it is empty
  std::string_view name;  // of root it is empty
};

// Nothing for the ARN of another service, of what AWS itself owns, of a partition that AWS does not have, or without a
// name. iam_arn() of what it answers is `text` again.
std::optional<IamName> parse_iam_arn(std::string_view text);

// `arn:aws:iam::123456789012:user/division_abc/Bob`: `path` begins and ends with `/`.
std::string iam_arn(Partition partition, AccountId account, std::string_view kind, std::string_view path,
                    std::string_view name);
// `arn:aws:iam::aws:policy/ReadOnlyAccess`: what AWS itself owns in every account.
std::string aws_owned_arn(Partition partition, std::string_view kind, std::string_view path, std::string_view name);
// The account of such ARNs.
inline constexpr std::string_view kAwsOwner = "aws";
// `arn:aws:sts::123456789012:assumed-role/Admin/session`
std::string sts_arn(Partition partition, AccountId account, std::string_view resource);
// `arn:aws:iam::123456789012:root`
std::string root_arn(Partition partition, AccountId account);

}  // namespace iam
