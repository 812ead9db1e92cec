// A role template with its parameters filled in: what a role made of it is like.
#pragma once

#include "iam/api/role_templates.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/role_templates.h"
#include "iam/store/roles.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::service {

struct RoleBlueprint {
  std::string name;
  std::optional<std::string> path;
  std::optional<std::string> description;
  std::string trust_policy;
  std::vector<store::RoleTemplateVersion::Named> inline_policies;
  std::vector<std::string> managed_policies;
  std::optional<std::string> boundary;
  std::vector<api::Tag> tags;
  std::int32_t max_session_duration_s;
  std::string parameter_values;  // of all parameters, those left to their defaults too: one text, equal when they are
};

Result<RoleBlueprint> make_blueprint(store::RoleTemplateVersion const& version, api::AcquireRoleRequest const& request);

// Whether the role still has the trust policy, policies, boundary and tags that it was made with. AWS was seen to let
// its description and its longest session be changed.
bool follows(Call& call, store::Role const& role, RoleBlueprint const& blueprint);

}  // namespace iam::service
