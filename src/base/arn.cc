#include "iam/base/arn.h"

#include <array>
#include <cstddef>

namespace iam {
namespace {

struct RegionPrefix {
  std::string_view prefix;
  Partition partition;
};

// The longer prefix of two that match comes first.
constexpr RegionPrefix kRegionPrefixes[] = {
    {"cn-", Partition::kAwsChina},
    {"us-gov-", Partition::kAwsUsGov},
    {"us-isob-", Partition::kAwsIsoB},
    {"us-iso-", Partition::kAwsIso},
};

}  // namespace

std::string_view partition_name(Partition partition) {
  switch (partition) {
    case Partition::kAws:
      return "aws";
    case Partition::kAwsChina:
      return "aws-cn";
    case Partition::kAwsUsGov:
      return "aws-us-gov";
    case Partition::kAwsIso:
      return "aws-iso";
    case Partition::kAwsIsoB:
      return "aws-iso-b";
  }
  return "aws";
}

Partition partition_of_region(std::string_view region) {
  for (auto const& [prefix, partition] : kRegionPrefixes) {
    if (region.starts_with(prefix)) return partition;
  }
  return Partition::kAws;
}

std::string_view iam_region(Partition partition) {
  switch (partition) {
    case Partition::kAws:
      return "us-east-1";
    case Partition::kAwsChina:
      return "cn-north-1";
    case Partition::kAwsUsGov:
      return "us-gov-west-1";
    case Partition::kAwsIso:
      return "us-iso-east-1";
    case Partition::kAwsIsoB:
      return "us-isob-east-1";
  }
  return "us-east-1";
}

std::optional<ArnParts> parse_arn(std::string_view text) {
  constexpr std::size_t kLeadingParts = 5;
  std::array<std::string_view, kLeadingParts> parts;
  for (auto& part : parts) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (parts[0] != "arn") return std::nullopt;
  return ArnParts{parts[1], parts[2], parts[3], parts[4], text};
}

std::string iam_arn(Partition partition, AccountId account, std::string_view kind, std::string_view path,
                    std::string_view name) {
  std::string arn;
  arn.reserve(32 + kind.size() + path.size() + name.size());
  arn.append("arn:").append(partition_name(partition)).append(":iam::").append(account.text()).append(":");
  arn.append(kind).append(path).append(name);
  return arn;
}

std::string sts_arn(Partition partition, AccountId account, std::string_view resource) {
  std::string arn("arn:");
  arn.append(partition_name(partition)).append(":sts::").append(account.text()).append(":").append(resource);
  return arn;
}

std::string root_arn(Partition partition, AccountId account) { return iam_arn(partition, account, "root", "", ""); }

}  // namespace iam
