#include "iam/authorization/policy_arn.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/given_arn.h"

namespace iam::service {
namespace {

constexpr std::string_view kPolicyPrefix = "policy/";
constexpr std::string_view kServiceRolePath = "policy/aws-service-role/";

}  // namespace

// Recorded: InvalidInput for the ARN of something else (a boundary), with the sentence for a text that is no ARN. That
// it holds for the other operations, too, is an inference.
Status check_policy_arn(Call const& call, std::string_view arn) {
  auto const parts = given_arn(call, arn);
  if (!parts) return fail(parts.error());
  if (parts->service != "iam" || !parts->region.empty() || !parts->resource.starts_with(kPolicyPrefix)) {
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
