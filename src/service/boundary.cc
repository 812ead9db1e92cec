#include "boundary.h"

#include "iam/base/arn.h"
#include "iam/service/errors.h"
#include "managed_policies.h"

namespace iam::service {
namespace {

// AWS was seen to answer `Policy` here although its model and documentation say `PermissionsBoundaryPolicy`.
constexpr std::string_view kBoundaryType = "Policy";
constexpr std::string_view kPolicyKind = "policy";

}  // namespace

Status check_boundary(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  bool const names_a_policy = parts.has_value() && parts->service == "iam" && parts->region.empty() &&
                              parts->resource.starts_with(kPolicyKind) &&
                              parts->resource.substr(kPolicyKind.size()).starts_with('/');
  if (!names_a_policy) return fail(errors::boundary_is_no_policy(arn));
  if (!find_attachable_policy(call, arn)) return fail(errors::no_such_boundary(arn));
  return {};
}

std::optional<api::AttachedPermissionsBoundary> to_api_boundary(std::optional<std::string> const& arn) {
  if (!arn.has_value()) return std::nullopt;
  return api::AttachedPermissionsBoundary{.permissions_boundary_type = std::string(kBoundaryType),
                                          .permissions_boundary_arn = *arn};
}

}  // namespace iam::service
