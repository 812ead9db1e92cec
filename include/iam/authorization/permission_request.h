// The parameters of a request that decide whether its caller may send it, kept until that is decided.
#pragma once

#include "iam/api/value.h"
#include "iam/call/permission.h"
#include "iam/policy/context.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct PermissionRequest {
  std::optional<std::string> name;  // of the resource, or its ARN
  std::optional<std::string> path;
  std::optional<std::string> new_name;
  std::optional<std::string> new_path;
  std::optional<std::string> passed_role;
  std::optional<std::string> credential_id;       // of a service-specific credential
  std::vector<std::string_view> further_actions;  // that this request needs
  policy::Context keys;
  bool is_granted = false;  // under another name: see Need
};

// REQUIRES: `parameters` were found sound.
PermissionRequest permission_request(Permission const& permission, api::Value const& parameters);

}  // namespace iam::service
