// The credentials of a role that AWS's services get for what they run: instances, containers.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html
#pragma once

#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/call.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace iam::service {

struct ServiceCredentials {
  std::string access_key_id;
  Secret secret_access_key;
  std::string session_token;
  Time issued_at;
  Time expires_at;
};

// A session of the role, as the first of `services` (ec2.amazonaws.com …) that its trust policy lets assume it. Nothing
// when there is no such role, or it trusts none of them.
std::optional<ServiceCredentials> credentials_for_service(Call& call, std::string_view role_arn,
                                                          std::span<std::string const> services,
                                                          std::string session_name);

}  // namespace iam::service
