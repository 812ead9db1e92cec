#include "iam/store/role_templates.h"

#include <utility>

namespace iam::store {
namespace {

enum class Part { kInlinePolicy, kManagedPolicy, kTag };

std::vector<RoleTemplateVersion::Named> read_parts(Session& session, std::int64_t version, Part kind) {
  Statement statement =
      session.prepare("SELECT name, value FROM role_template_parts WHERE version = ? AND kind = ? ORDER BY position");
  statement.bind(version, static_cast<int>(kind));
  std::vector<RoleTemplateVersion::Named> parts;
  while (statement.step()) parts.push_back({.name = statement.text(0), .value = statement.text(1)});
  return parts;
}

void insert_part(Session& session, std::int64_t version, Part kind, std::size_t position, std::string_view name,
                 std::string_view value) {
  session.prepare("INSERT INTO role_template_parts (version, kind, position, name, value) VALUES (?, ?, ?, ?, ?)")
      .bind(version, static_cast<int>(kind), position, name, value)
      .run();
}

std::vector<RoleTemplateParameter> read_parameters(Session& session, std::int64_t version) {
  Statement statement = session.prepare(
      "SELECT name, type, sub_type, description, is_required, default_value, is_immutable FROM role_template_parameters"
      " WHERE version = ? ORDER BY position");
  statement.bind(version);
  std::vector<RoleTemplateParameter> parameters;
  while (statement.step()) {
    parameters.push_back({.name = statement.text(0),
                          .type = statement.text(1),
                          .sub_type = statement.optional_text(2),
                          .description = statement.optional_text(3),
                          .is_required = statement.integer(4) != 0,
                          .default_value = statement.optional_text(5),
                          .is_immutable = statement.integer(6) != 0});
  }
  return parameters;
}

void insert_parameter(Session& session, std::int64_t version, std::size_t position,
                      RoleTemplateParameter const& parameter) {
  session
      .prepare(
          "INSERT INTO role_template_parameters (version, position, name, type, sub_type, description, is_required,"
          " default_value, is_immutable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(version, position, parameter.name, parameter.type, parameter.sub_type, parameter.description,
            parameter.is_required ? 1 : 0, parameter.default_value, parameter.is_immutable ? 1 : 0)
      .run();
}

constexpr Literal kSelectRoleTemplates =
    "SELECT number, arn, minor, version_id, description, is_default, is_template_enabled, is_enabled, name_pattern,"
    " path_pattern, description_pattern, trust_policy, boundary, max_session_duration_s, created_at"
    " FROM role_template_versions";

}  // namespace

// Reads a row of kSelectRoleTemplates.
RoleTemplateVersion RoleTemplates::read(Statement const& row) {
  auto const number = row.integer(0);
  RoleTemplateVersion version{.arn = row.text(1),
                              .minor = row.integer(2),
                              .version_id = row.text(3),
                              .description = row.optional_text(4),
                              .is_default = row.integer(5) != 0,
                              .is_template_enabled = row.integer(6) != 0,
                              .is_enabled = row.integer(7) != 0,
                              .name_pattern = row.text(8),
                              .path_pattern = row.optional_text(9),
                              .description_pattern = row.optional_text(10),
                              .trust_policy = row.text(11),
                              .inline_policies = read_parts(session_, number, Part::kInlinePolicy),
                              .boundary = row.optional_text(12),
                              .parameters = read_parameters(session_, number),
                              .tags = read_parts(session_, number, Part::kTag),
                              .max_session_duration_s = row.integer(13),
                              .created_at = row.time(14)};
  for (auto& [arn, unused] : read_parts(session_, number, Part::kManagedPolicy)) {
    version.managed_policies.push_back(std::move(arn));
  }
  return version;
}

std::optional<RoleTemplateVersion> RoleTemplates::find(std::string_view arn, std::optional<std::int64_t> minor) {
  Statement statement = session_.prepare(
      kJoined<kSelectRoleTemplates, " WHERE arn = ?1 AND (minor = ?2 OR (?2 IS NULL AND is_default = 1))">);
  if (!statement.bind(arn, minor).step()) return std::nullopt;
  return read(statement);
}

void RoleTemplates::put(RoleTemplateVersion const& version) {
  session_.prepare("DELETE FROM role_template_versions WHERE arn = ? AND minor = ?")
      .bind(version.arn, version.minor)
      .run();
  session_
      .prepare("UPDATE role_template_versions SET is_template_enabled = ?, is_default = is_default * ? WHERE arn = ?")
      .bind(version.is_template_enabled ? 1 : 0, version.is_default ? 0 : 1, version.arn)
      .run();
  auto const number =
      *session_
           .prepare(
               "INSERT INTO role_template_versions (arn, minor, version_id, description, is_default, "
               "is_template_enabled,"
               " is_enabled, name_pattern, path_pattern, description_pattern, trust_policy, boundary,"
               " max_session_duration_s, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING "
               "number")
           .bind(version.arn, version.minor, version.version_id, version.description, version.is_default ? 1 : 0,
                 version.is_template_enabled ? 1 : 0, version.is_enabled ? 1 : 0, version.name_pattern,
                 version.path_pattern, version.description_pattern, version.trust_policy, version.boundary,
                 version.max_session_duration_s, version.created_at)
           .run_returning();
  for (std::size_t i = 0; i < version.inline_policies.size(); ++i) {
    auto const& [name, document] = version.inline_policies[i];
    insert_part(session_, number, Part::kInlinePolicy, i, name, document);
  }
  for (std::size_t i = 0; i < version.managed_policies.size(); ++i) {
    insert_part(session_, number, Part::kManagedPolicy, i, version.managed_policies[i], "");
  }
  for (std::size_t i = 0; i < version.tags.size(); ++i) {
    insert_part(session_, number, Part::kTag, i, version.tags[i].name, version.tags[i].value);
  }
  for (std::size_t i = 0; i < version.parameters.size(); ++i) {
    insert_parameter(session_, number, i, version.parameters[i]);
  }
}

std::vector<RoleTemplateVersion> RoleTemplates::all() {
  Statement statement = session_.prepare(kJoined<kSelectRoleTemplates, " ORDER BY arn, minor">);
  std::vector<RoleTemplateVersion> versions;
  while (statement.step()) versions.push_back(read(statement));
  return versions;
}

void RoleTemplates::remove_all() { session_.prepare("DELETE FROM role_template_versions").run(); }

std::optional<RoleSource> RoleSources::find(EntityId role) {
  Statement statement =
      session_.prepare("SELECT template_arn, minor, parameter_values FROM role_sources WHERE role = ?");
  if (!statement.bind(role).step()) return std::nullopt;
  return RoleSource{
      .template_arn = statement.text(0), .minor = statement.integer(1), .parameter_values = statement.text(2)};
}

void RoleSources::insert(EntityId role, RoleSource const& source) {
  session_.prepare("INSERT INTO role_sources (role, template_arn, minor, parameter_values) VALUES (?, ?, ?, ?)")
      .bind(role, source.template_arn, source.minor, source.parameter_values)
      .run();
}

}  // namespace iam::store
