#include "acquisition_permissions.h"

#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/authorization/permission_request.h"
#include "iam/base/arn.h"
#include "iam/call/operation.h"

#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kTemplateArn = "iam:RoleTemplateARN";
constexpr std::string_view kBoundary = "iam:PermissionsBoundary";
constexpr std::string_view kPolicyArn = "iam:PolicyARN";

// The role that would be made. Seen of AttachRolePolicy: denials call it by the end of its ARN.
Resource role_of(Call const& call, RoleBlueprint const& blueprint) {
  auto const path = blueprint.path.value_or(std::string(kRootPath));
  return {.arn = call.arn("role", path, blueprint.name),
          .shown = "role" + path + blueprint.name,
          .account = call.account(),
          .kind = "role"};
}

}  // namespace

Status check_reuse_permission(Call& call, store::Role const& role, std::string_view template_arn) {
  PermissionRequest reading{.name = role.name};
  reading.keys.set(kTemplateArn, std::string(template_arn));
  return call.authorization.check_operation(call, *find_operation(Service::kIam, "GetRole"), reading);
}

// Each action with the keys that the service authorization reference lists for it. That AWS asks for tags and for a
// boundary of their own is concluded from there: only what AcquireRole does has the key iam:RoleTemplateARN.
Status check_creation_permissions(Call& call, RoleBlueprint const& blueprint, std::string_view template_arn) {
  auto const role = role_of(call, blueprint);
  policy::Context of_template;
  of_template.set(kTemplateArn, std::string(template_arn));
  auto of_role = of_template;
  if (blueprint.boundary) of_role.set(kBoundary, *blueprint.boundary);
  std::vector<store::Tag> tags;
  for (auto const& tag : blueprint.tags) tags.push_back({tag.key, tag.value});

  auto const check = [&](std::string_view action, policy::Context keys) {
    return call.authorization.check_action(call,
                                           {.action = std::string(action), .resource = role, .keys = std::move(keys)});
  };
  auto creating = of_role;
  add_request_tags(creating, tags);
  if (auto allowed = check("iam:CreateRole", std::move(creating)); !allowed) return allowed;
  if (!tags.empty()) {
    auto tagging = of_template;
    add_request_tags(tagging, tags);
    if (auto allowed = check("iam:TagRole", std::move(tagging)); !allowed) return allowed;
  }
  if (blueprint.boundary) {
    if (auto allowed = check("iam:PutRolePermissionsBoundary", of_role); !allowed) return allowed;
  }
  if (!blueprint.inline_policies.empty()) {
    if (auto allowed = check("iam:PutRolePolicy", of_role); !allowed) return allowed;
  }
  for (auto const& arn : blueprint.managed_policies) {
    auto attaching = of_role;
    attaching.set(kPolicyArn, arn);
    if (auto allowed = check("iam:AttachRolePolicy", std::move(attaching)); !allowed) return allowed;
  }
  return {};
}

}  // namespace iam::service
