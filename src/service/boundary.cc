#include "boundary.h"

#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/call/errors.h"

namespace iam::service {
namespace {

// AWS was seen to answer `Policy` here although its model and documentation say `PermissionsBoundaryPolicy`.
constexpr std::string_view kBoundaryType = "Policy";

}  // namespace

Status check_boundary(Call& call, std::string_view arn) {
  if (auto sound = check_policy_arn(call, arn); !sound) return sound;
  if (!find_attachable_policy(call, arn)) return fail(errors::no_such_boundary(arn));
  return {};
}

std::optional<api::AttachedPermissionsBoundary> to_api_boundary(std::optional<std::string> const& arn) {
  if (!arn.has_value()) return std::nullopt;
  return api::AttachedPermissionsBoundary{.permissions_boundary_type = std::string(kBoundaryType),
                                          .permissions_boundary_arn = *arn};
}

}  // namespace iam::service
