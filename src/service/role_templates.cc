// Role templates: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcquireRole.html. What is not written there
// was recorded in public by radkawar/stackd (testdata/aws/iam/role_templates.json, role_acquisition.json).
#include "iam/service/handlers/role_templates.h"

#include "acquisition_permissions.h"
#include "aws_role_templates.h"
#include "errors/role_templates.h"
#include "iam/base/whole_number.h"
#include "iam/service/handlers/attachments.h"
#include "iam/service/handlers/inline_policies.h"
#include "iam/service/handlers/roles.h"
#include "iam/store/role_templates.h"
#include "iam/store/roles.h"
#include "role_blueprint.h"
#include "roles.h"

#include <string>
#include <utility>

namespace iam::service {
namespace {

constexpr std::size_t kReplacementValuesMax = 30;  // the model cannot say so of a map
constexpr std::string_view kManagedByService = "Service";

std::optional<store::RoleTemplateVersion> find_version(Call& call, std::string_view arn,
                                                       std::optional<std::int64_t> minor) {
  if (auto own = store::RoleTemplates(call.store).find(arn, minor)) return own;
  return find_aws_role_template(arn, call.caller.partition, minor);
}

// arn:aws:iam::aws:role-template/<service principal>/<name>:<major>
struct TemplateName {
  std::string service;
  std::string name;
  std::int32_t major;
};

// REQUIRES: `arn` is that of a template that was found: they are registered under no other form.
TemplateName name_of(std::string_view arn) {
  auto const colon = arn.rfind(':');
  auto const slash = arn.rfind('/');
  auto const before = arn.rfind('/', slash - 1);
  return {.service = std::string(arn.substr(before + 1, slash - before - 1)),
          .name = std::string(arn.substr(slash + 1, colon - slash - 1)),
          .major = whole_number<std::int32_t>(arn.substr(colon + 1)).value()};
}

api::RoleTemplateVersion to_api(store::RoleTemplateVersion const& version, std::int64_t default_minor) {
  auto const [service, name, major] = name_of(version.arn);
  api::RoleTemplateVersion shown{.template_arn = version.arn,
                                 .template_name = name,
                                 .template_version_id = version.version_id,
                                 .description = version.description,
                                 .major_version = major,
                                 .default_minor_version = static_cast<std::int32_t>(default_minor),
                                 .managed_by_type = std::string(kManagedByService),
                                 .managed_by_value = service,
                                 .enabled = version.is_template_enabled,
                                 .minor_version = static_cast<std::int32_t>(version.minor),
                                 .role_name_pattern = version.name_pattern,
                                 .role_path_pattern = version.path_pattern,
                                 .role_description_pattern = version.description_pattern,
                                 .assume_role_policy_document_template = version.trust_policy,
                                 .permission_boundary_arn = version.boundary,
                                 .max_session_duration = static_cast<std::int32_t>(version.max_session_duration_s),
                                 .version_enabled = version.is_enabled,
                                 .create_timestamp = version.created_at,
                                 .update_timestamp = version.created_at};
  for (auto const& [policy_name, document] : version.inline_policies) {
    if (!shown.inline_policy_templates) shown.inline_policy_templates.emplace();
    shown.inline_policy_templates->push_back({.policy_name = policy_name, .policy_document = document});
  }
  if (!version.managed_policies.empty()) shown.managed_policy_arns = version.managed_policies;
  for (auto const& parameter : version.parameters) {
    if (!shown.parameters_definition) shown.parameters_definition.emplace();
    shown.parameters_definition->push_back({.name = parameter.name,
                                            .type = parameter.type,
                                            .sub_type = parameter.sub_type,
                                            .description = parameter.description,
                                            .is_required = parameter.is_required,
                                            .default_value = parameter.default_value,
                                            .immutable = parameter.is_immutable});
  }
  for (auto const& [key, value] : version.tags) {
    if (!shown.role_tags_template) shown.role_tags_template.emplace();
    shown.role_tags_template->push_back({.key = key, .value = value});
  }
  return shown;
}

// The role of that name, which AWS hands out again when it is what would be made.
Status check_reuse(Call& call, store::Role const& role, store::RoleTemplateVersion const& version,
                   RoleBlueprint const& blueprint) {
  auto const source = store::RoleSources(call.store).find(role.id);
  if (!source || source->template_arn != version.arn) return fail(errors::role_of_other_origin());
  if (source->parameter_values != blueprint.parameter_values) return fail(errors::role_of_other_parameters());
  if (!follows(call, role, blueprint)) return fail(errors::role_modified(role.name));
  return {};
}

// As the operations of roles would, with their checks and quotas; what is done is undone when one of them fails.
Result<api::Role> make_role(Call& call, RoleBlueprint const& blueprint) {
  api::CreateRoleRequest request{.path = blueprint.path,
                                 .role_name = blueprint.name,
                                 .assume_role_policy_document = blueprint.trust_policy,
                                 .description = blueprint.description,
                                 .max_session_duration = blueprint.max_session_duration_s,
                                 .permissions_boundary = blueprint.boundary};
  if (!blueprint.tags.empty()) request.tags = blueprint.tags;
  auto made = create_role(call, request);
  if (!made) return fail(made.error());
  for (auto const& arn : blueprint.managed_policies) {
    if (auto attached = attach_role_policy(call, {.role_name = blueprint.name, .policy_arn = arn}); !attached) {
      return fail(attached.error());
    }
  }
  for (auto const& [name, document] : blueprint.inline_policies) {
    auto put = put_role_policy(call, {.role_name = blueprint.name, .policy_name = name, .policy_document = document});
    if (!put) return fail(put.error());
  }
  return std::move(made->role);
}

}  // namespace

Result<api::AcquireRoleResponse> acquire_role(Call& call, api::AcquireRoleRequest const& request) {
  if (request.replacement_values && request.replacement_values->size() > kReplacementValuesMax) {
    return fail(errors::too_many_template_parameters(kReplacementValuesMax));
  }
  auto const version = find_version(call, request.template_arn, request.template_minor_version);
  if (!version) return fail(errors::no_role_template_to_acquire(request.template_arn));
  if (!version->is_template_enabled || !version->is_enabled) {
    return fail(errors::role_template_disabled(request.template_arn));
  }
  auto const blueprint = make_blueprint(*version, request);
  if (!blueprint) return fail(blueprint.error());

  store::Roles roles(call.store);
  if (auto const existing = roles.find(call.account(), blueprint->name)) {
    if (auto allowed = check_reuse_permission(call, *existing, version->arn); !allowed) return fail(allowed.error());
    if (auto same = check_reuse(call, *existing, *version, *blueprint); !same) return fail(same.error());
    return api::AcquireRoleResponse{.role = role_base_fields(call, *existing)};
  }
  if (auto allowed = check_creation_permissions(call, *blueprint, version->arn); !allowed) return fail(allowed.error());
  auto made = make_role(call, *blueprint);
  if (!made) return fail(made.error());
  store::RoleSources(call.store)
      .insert(roles.find(call.account(), blueprint->name)->id,
              {.template_arn = version->arn, .minor = version->minor, .parameter_values = blueprint->parameter_values});
  return api::AcquireRoleResponse{.role = *std::move(made)};
}

Result<api::GetRoleTemplateVersionResponse> get_role_template_version(
    Call& call, api::GetRoleTemplateVersionRequest const& request) {
  auto const version = find_version(call, request.template_arn, request.minor_version);
  if (!version) return fail(errors::no_such_role_template(request.template_arn));
  auto const standard = find_version(call, request.template_arn, std::nullopt);
  return api::GetRoleTemplateVersionResponse{.role_template_version =
                                                 to_api(*version, standard ? standard->minor : version->minor)};
}

}  // namespace iam::service
