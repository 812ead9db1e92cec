#include "iam/base/arn.h"

#include "iam/base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace iam {
namespace {

constexpr std::string_view kRoot = "root";

PartitionFacts const& row_of(Partition partition) { return kPartitions[static_cast<std::size_t>(partition)]; }

std::string arn_beginning(Partition partition, std::string_view service, std::string_view account, std::size_t more) {
  std::string arn;
  arn.reserve(32 + more);
  arn.append("arn:").append(partition_name(partition)).append(":").append(service).append("::").append(account);
  arn += ':';
  return arn;
}

}  // namespace

std::string_view partition_name(Partition partition) { return row_of(partition).name; }

std::optional<Partition> partition_named(std::string_view name) {
  auto const* const found = std::ranges::find(kPartitions, name, &PartitionFacts::name);
  return found == std::end(kPartitions) ? std::nullopt : std::optional(found->partition);
}

Partition partition_of_region(std::string_view region) {
  for (auto const& row : kPartitions) {
    if (!row.region_prefix.empty() && region.starts_with(row.region_prefix)) return row.partition;
  }
  return Partition::kAws;
}

std::string_view iam_region(Partition partition) { return row_of(partition).iam_region; }

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

std::optional<IamName> parse_iam_arn(std::string_view text) {
  auto const arn = parse_arn(text);
  if (!arn.has_value() || arn->service != "iam" || !arn->region.empty()) return std::nullopt;
  auto const partition = partition_named(arn->partition);
  auto const account = AccountId::parse(arn->account);
  if (!partition.has_value() || !account.has_value()) return std::nullopt;
  if (arn->resource == kRoot) return IamName{*partition, *account, kRoot, {}, {}};
  auto const slash = arn->resource.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  auto const path_and_name = arn->resource.substr(slash);
  auto const name = after_last(path_and_name, '/');
  if (name.empty()) return std::nullopt;
  auto const path = path_and_name.substr(0, path_and_name.size() - name.size());
  return IamName{*partition, *account, arn->resource.substr(0, slash), path, name};
}

std::string iam_arn(Partition partition, AccountId account, std::string_view kind, std::string_view path,
                    std::string_view name) {
  auto arn = arn_beginning(partition, "iam", account.text(), kind.size() + path.size() + name.size());
  arn.append(kind).append(path).append(name);
  return arn;
}

std::string aws_owned_arn(Partition partition, std::string_view kind, std::string_view path, std::string_view name) {
  auto arn = arn_beginning(partition, "iam", kAwsOwner, kind.size() + path.size() + name.size());
  arn.append(kind).append(path).append(name);
  return arn;
}

std::string sts_arn(Partition partition, AccountId account, std::string_view resource) {
  auto arn = arn_beginning(partition, "sts", account.text(), resource.size());
  arn.append(resource);
  return arn;
}

std::string root_arn(Partition partition, AccountId account) { return iam_arn(partition, account, kRoot, "", ""); }

}  // namespace iam
