// Templates of roles that the operator registered, and which roles were made of a template.
#pragma once

#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct RoleTemplateParameter {
  std::string name;
  std::string type;
  std::optional<std::string> sub_type;
  std::optional<std::string> description;
  bool is_required = false;
  std::optional<std::string> default_value;
  bool is_immutable = false;
};

// One minor version of a template; texts may hold @{parameters}.
struct RoleTemplateVersion {
  struct Named {
    std::string name;
    std::string value;
  };

  std::string arn;  // arn:aws:iam::aws:role-template/<service principal>/<name>:<major>
  std::int64_t minor = 0;
  std::string version_id;
  std::optional<std::string> description;
  bool is_default = true;
  bool is_template_enabled = true;
  bool is_enabled = true;
  std::string name_pattern;
  std::optional<std::string> path_pattern;
  std::optional<std::string> description_pattern;
  std::string trust_policy;
  std::vector<Named> inline_policies;  // name and document
  std::vector<std::string> managed_policies;
  std::optional<std::string> boundary;
  std::vector<RoleTemplateParameter> parameters;
  std::vector<Named> tags;  // key and value
  std::int64_t max_session_duration_s = 3600;
  Time created_at;
};

class RoleTemplates {
 public:
  explicit RoleTemplates(Session& session) : session_(session) {}

  // The default version when `minor` is nothing.
  std::optional<RoleTemplateVersion> find(std::string_view arn, std::optional<std::int64_t> minor);

  // In the place of the one with the same ARN and minor version. A default version makes the others of its template
  // no longer that, and all versions of a template are told whether it is enabled.
  void put(RoleTemplateVersion const& version);

  // By ARN and minor version.
  std::vector<RoleTemplateVersion> all();

  void remove_all();

 private:
  RoleTemplateVersion read(Statement const& row);

  Session& session_;
};

struct RoleSource {
  std::string template_arn;
  std::int64_t minor = 0;
  std::string parameter_values;  // one text, equal when the values are
};

class RoleSources {
 public:
  explicit RoleSources(Session& session) : session_(session) {}

  // Nothing: the role was not made of a template.
  std::optional<RoleSource> find(EntityId role);
  void insert(EntityId role, RoleSource const& source);

 private:
  Session& session_;
};

}  // namespace iam::store
