#include "iam/authorization/policy_arn.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"

namespace iam::service {
namespace {

constexpr std::string_view kPolicyKind = "policy/";
constexpr std::string_view kServiceRolePath = "policy/aws-service-role/";

}  // namespace

// Recorded: ValidationError for a text that is no ARN (AttachRolePolicy), InvalidInput with the same sentence for the
// ARN of something else (a boundary). That each holds for the other operations too is an inference.
Status check_policy_arn(std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value()) return fail(errors::is_no_arn(arn));
  if (parts->service != "iam" || !parts->region.empty() || !parts->resource.starts_with(kPolicyKind)) {
    return fail(errors::is_no_policy(arn));
  }
  return {};
}

bool is_service_role_policy(std::string_view arn) {
  auto const parts = parse_arn(arn);
  return parts.has_value() && parts->account == kAwsOwner && parts->resource.starts_with(kServiceRolePath);
}

std::string_view policy_name(std::string_view arn) { return after_last(arn, '/'); }

}  // namespace iam::service
