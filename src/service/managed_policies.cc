#include "managed_policies.h"

#include "aws_managed_policies.h"
#include "iam/base/arn.h"

#include <algorithm>

namespace iam::service {
namespace {

constexpr std::string_view kAwsOwner = "aws";
constexpr std::string_view kPolicyKind = "policy";

bool is_aws_managed(std::string_view path_and_name) {
  auto const policies = aws_managed_policies();
  return std::binary_search(policies.begin(), policies.end(), path_and_name);
}

}  // namespace

std::optional<PolicyIdentity> find_attachable_policy(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts || parts->partition != partition_name(call.caller.partition) || parts->service != "iam")
    return std::nullopt;
  if (!parts->resource.starts_with(kPolicyKind) || parts->account != kAwsOwner) return std::nullopt;
  auto const path_and_name = parts->resource.substr(kPolicyKind.size());
  if (!is_aws_managed(path_and_name)) return std::nullopt;
  auto const name_begins = path_and_name.rfind('/') + 1;
  return PolicyIdentity{std::string(path_and_name.substr(name_begins)),
                        std::string(path_and_name.substr(0, name_begins))};
}

}  // namespace iam::service
