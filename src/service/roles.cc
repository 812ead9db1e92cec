// Roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html and its neighbours.
#include "roles.h"

#include "boundary.h"
#include "errors/roles.h"
#include "iam/base/arn.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/service/handlers/roles.h"
#include "iam/store/role_templates.h"
#include "role_deletion.h"
#include "tagging.h"
#include "tracking_period.h"
#include "trust.h"

namespace iam::service {
namespace {

constexpr std::string_view kRoleKind = "role";

std::int32_t max_session_duration(store::Role const& role) {
  return static_cast<std::int32_t>(role.max_session_duration_s);
}

std::optional<api::SourceRoleTemplate> source_template(Call& call, store::Role const& role) {
  auto source = store::RoleSources(call.store).find(role.id);
  if (!source.has_value()) return std::nullopt;
  return api::SourceRoleTemplate{.template_arn = std::move(source->template_arn),
                                 .template_minor_version = static_cast<std::int32_t>(source->minor)};
}

Result<store::Role> find_modifiable_role(Call& call, std::string_view name) {
  auto role = find_role(call, name);
  if (!role) return role;
  if (auto modifiable = check_modifiable(*role); !modifiable) return fail(modifiable.error());
  return role;
}

}  // namespace

Result<store::Role> find_role(Call& call, std::string_view name) {
  auto role = store::Roles(call.store).find(call.account(), name);
  if (!role.has_value()) return fail(errors::no_such_role(name));
  return *std::move(role);
}

Status check_modifiable(store::Role const& role) {
  if (catalogue::is_service_linked(role.path)) return fail(errors::role_is_protected(role.name));
  return {};
}

api::Role role_base_fields(Call const& call, store::Role const& role) {
  api::Role shown;
  shown.path = role.path;
  shown.role_name = role.name;
  shown.role_id = role.unique_id;
  shown.arn = call.arn(kRoleKind, role.path, role.name);
  shown.create_date = role.created_at;
  shown.assume_role_policy_document = role.trust_policy;
  return shown;
}

void remove_role(Call& call, store::Role const& role) {
  respell_principal(call, role.id, role.unique_id);
  store::Roles(call.store).remove(role.id);
}

api::RoleLastUsed role_last_used(Call const& call, store::Role const& role) {
  api::RoleLastUsed shown{.last_used_date = role.last_used_at, .region = role.last_used_region};
  if (auto recent = call.last_used.find(role.id)) shown = {.last_used_date = recent->at, .region = recent->region};
  if (shown.last_used_date.has_value() && call.now - *shown.last_used_date > kTrackingPeriod) return {};
  return shown;
}

Result<api::CreateRoleResponse> create_role(Call& call, api::CreateRoleRequest const& request) {
  Tagging tagging(call, kRoleKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  auto const path = request.path.value_or(std::string(kRootPath));
  if (catalogue::is_service_linked(path)) return fail(errors::path_is_for_service_linked_roles());
  auto const trusted = check_trust_policy(call, request.assume_role_policy_document);
  if (!trusted) return fail(trusted.error());
  if (request.permissions_boundary) {
    if (auto sound = check_boundary(call, *request.permissions_boundary); !sound) return fail(sound.error());
  }

  store::Roles roles(call.store);
  if (auto room = check_quota(call, quotas::kRolesPerAccount, roles.count(call.account()) + 1); !room) {
    return fail(room.error());
  }

  store::Role role{.account = call.account(),
                   .name = request.role_name,
                   .path = path,
                   .unique_id = call.ids.unique_id(id_prefix::kRole, call.account()),
                   .created_at = call.now,
                   .trust_policy = request.assume_role_policy_document,
                   .description = request.description,
                   .max_session_duration_s = request.max_session_duration.value_or(kSessionDurationDefault),
                   .permissions_boundary = request.permissions_boundary};
  if (!roles.insert(role)) return fail(errors::role_exists(request.role_name));
  store::TrustedPrincipals(call.store).set(role.id, *trusted);
  if (auto added = tagging.add(role.id, request.tags); !added) return fail(added.error());

  auto shown = role_base_fields(call, role);
  shown.permissions_boundary = to_api_boundary(role.permissions_boundary);
  shown.tags = tagging.all(role.id);
  return api::CreateRoleResponse{.role = std::move(shown)};
}

Result<api::GetRoleResponse> get_role(Call& call, api::GetRoleRequest const& request) {
  auto const role = find_role(call, request.role_name);
  if (!role) return fail(role.error());

  auto shown = role_base_fields(call, *role);
  shown.description = role->description;
  shown.max_session_duration = max_session_duration(*role);
  shown.permissions_boundary = to_api_boundary(role->permissions_boundary);
  shown.tags = Tagging(call, kRoleKind).all(role->id);
  shown.role_last_used = role_last_used(call, *role);
  shown.source_role_template = source_template(call, *role);
  return api::GetRoleResponse{.role = std::move(shown)};
}

Status update_assume_role_policy(Call& call, api::UpdateAssumeRolePolicyRequest const& request) {
  auto role = find_modifiable_role(call, request.role_name);
  if (!role) return fail(role.error());
  auto const trusted = check_trust_policy(call, request.policy_document);
  if (!trusted) return fail(trusted.error());
  role->trust_policy = request.policy_document;
  store::Roles(call.store).update(*role);
  store::TrustedPrincipals(call.store).set(role->id, *trusted);
  return {};
}

Result<api::UpdateRoleResponse> update_role(Call& call, api::UpdateRoleRequest const& request) {
  auto role = find_role(call, request.role_name);
  if (!role) return fail(role.error());
  if (request.max_session_duration) {
    // Of a service-linked role only the description can be edited.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
    if (auto modifiable = check_modifiable(*role); !modifiable) return fail(modifiable.error());
    role->max_session_duration_s = *request.max_session_duration;
  }
  if (request.description) role->description = request.description;
  store::Roles(call.store).update(*role);
  return api::UpdateRoleResponse{};
}

Result<api::UpdateRoleDescriptionResponse> update_role_description(Call& call,
                                                                   api::UpdateRoleDescriptionRequest const& request) {
  auto role = find_role(call, request.role_name);
  if (!role) return fail(role.error());
  role->description = request.description;
  store::Roles(call.store).update(*role);

  auto shown = role_base_fields(call, *role);
  shown.description = role->description;
  return api::UpdateRoleDescriptionResponse{.role = std::move(shown)};
}

Status delete_role(Call& call, api::DeleteRoleRequest const& request) {
  auto const role = find_modifiable_role(call, request.role_name);
  if (!role) return fail(role.error());
  if (auto deletable = check_role_deletion(call, role->id); !deletable) return deletable;
  remove_role(call, *role);
  return {};
}

Result<api::ListRolesResponse> list_roles(Call& call, api::ListRolesRequest const& request) {
  auto const page = PageRequest::make("ListRoles", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  auto roles = store::Roles(call.store).page(call.account(), prefix, page->after(), page->fetch_limit());

  api::ListRolesResponse response;
  page->show(
      roles, response, [](store::Role const& role) { return role.name; },
      [&](store::Role const& role) {
        auto& shown = response.roles.emplace_back(role_base_fields(call, role));
        shown.description = role.description;
        shown.max_session_duration = max_session_duration(role);
        return shown_bytes(shown.assume_role_policy_document);
      });
  return response;
}

Status tag_role(Call& call, api::TagRoleRequest const& request) {
  return Tagging(call, kRoleKind).tag(find_role(call, request.role_name), request);
}

Status untag_role(Call& call, api::UntagRoleRequest const& request) {
  return Tagging(call, kRoleKind).untag(find_role(call, request.role_name), request);
}

Result<api::ListRoleTagsResponse> list_role_tags(Call& call, api::ListRoleTagsRequest const& request) {
  return Tagging(call, kRoleKind)
      .list<api::ListRoleTagsResponse>("ListRoleTags", find_role(call, request.role_name), request);
}

}  // namespace iam::service
