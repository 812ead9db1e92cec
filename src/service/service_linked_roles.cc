// Service-linked roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html and its
// neighbours.
#include "iam/service/handlers/service_linked_roles.h"

#include "errors/roles.h"
#include "errors/service_linked_roles.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/attachments.h"
#include "iam/store/role_deletion_tasks.h"
#include "roles.h"

#include <string>

namespace iam::service {
namespace {

constexpr std::size_t kRoleNameLengthMax = 64;

std::string trust_policy_of(std::string_view service) {
  return std::string(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":")")
      .append(service)
      .append(R"("},"Action":"sts:AssumeRole"}]})");
}

std::string policy_arn(Call const& call, std::string_view policy_name) {
  return aws_owned_arn(call.caller.partition, "policy", "/aws-service-role/", policy_name);
}

std::optional<std::string> description_of(catalogue::ServiceLinkedTemplate const& made_from) {
  if (made_from.description.empty()) return std::nullopt;
  return std::string(made_from.description);
}

}  // namespace

// No quota is asked: only service-linked roles can exceed that of roles.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
Result<api::CreateServiceLinkedRoleResponse> create_service_linked_role(
    Call& call, api::CreateServiceLinkedRoleRequest const& request) {
  auto const& service = request.aws_service_name;
  auto const made_from = catalogue::find_service_linked_template(service);
  if (!made_from) return fail(errors::no_service_linked_template(service));
  if (request.custom_suffix && !made_from->takes_suffix) return fail(errors::suffix_not_allowed(service));

  auto const name = catalogue::service_linked_role_name(*made_from, request.custom_suffix);
  if (name.size() > kRoleNameLengthMax) return fail(errors::service_linked_name_too_long());

  store::Role role{.account = call.account(),
                   .name = name,
                   .path = std::string(catalogue::kServiceLinkedPath).append(service).append("/"),
                   .unique_id = call.ids.unique_id(id_prefix::kRole, call.account()),
                   .created_at = call.now,
                   .trust_policy = trust_policy_of(service),
                   .description = request.description ? request.description : description_of(*made_from),
                   .max_session_duration_s = kSessionDurationDefault};
  if (!store::Roles(call.store).insert(role)) return fail(errors::service_linked_role_exists(name));
  store::Attachments(call.store).attach(call.account(), role.id, policy_arn(call, made_from->policy_name), call.now);
  return api::CreateServiceLinkedRoleResponse{.role = role_base_fields(call, role)};
}

// The services of this account use nothing, so that the role can go at once.
Result<api::DeleteServiceLinkedRoleResponse> delete_service_linked_role(
    Call& call, api::DeleteServiceLinkedRoleRequest const& request) {
  auto const role = find_role(call, request.role_name);
  if (!role) return fail(role.error());
  // Unconfirmed: what AWS says of a role that is not linked to a service.
  if (!catalogue::is_service_linked(role->path)) return fail(errors::no_such_role(request.role_name));

  // As AWS writes it: the role's path and name, then a UUID.
  auto const task = "task" + role->path + role->name + "/" + call.ids.request_id();
  remove_role(call, *role);
  store::RoleDeletionTasks(call.store).insert(call.account(), task);
  return api::DeleteServiceLinkedRoleResponse{.deletion_task_id = task};
}

Result<api::GetServiceLinkedRoleDeletionStatusResponse> get_service_linked_role_deletion_status(
    Call& call, api::GetServiceLinkedRoleDeletionStatusRequest const& request) {
  if (!store::RoleDeletionTasks(call.store).exists(call.account(), request.deletion_task_id)) {
    return fail(errors::no_such_deletion_task(request.deletion_task_id));
  }
  return api::GetServiceLinkedRoleDeletionStatusResponse{.status = "SUCCEEDED"};
}

}  // namespace iam::service
