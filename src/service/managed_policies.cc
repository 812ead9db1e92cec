#include "managed_policies.h"

#include "aws_managed_policies.h"
#include "iam/base/arn.h"

namespace iam::service {
namespace {

constexpr std::string_view kAwsOwner = "aws";
constexpr std::string_view kPolicyKind = "policy";

}  // namespace

std::optional<PolicyIdentity> find_attachable_policy(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts || parts->partition != partition_name(call.caller.partition) || parts->service != "iam")
    return std::nullopt;
  if (!parts->resource.starts_with(kPolicyKind) || parts->account != kAwsOwner) return std::nullopt;
  auto const path_and_name = parts->resource.substr(kPolicyKind.size());
  auto const name = path_and_name.substr(path_and_name.rfind('/') + 1);
  auto const path = path_and_name.substr(0, path_and_name.size() - name.size());
  if (find_aws_managed_policy(path, name) == nullptr) return std::nullopt;
  return PolicyIdentity{std::string(name), std::string(path)};
}

}  // namespace iam::service
