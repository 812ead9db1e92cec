// What a trust policy must demand of identity providers that many organizations share.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
#pragma once

#include "iam/policy/document.h"

#include <optional>
#include <string>

namespace iam::policy {

// What AWS says when a statement trusts such a provider without asking who it speaks for.
std::optional<std::string> provider_fault(Statement const& statement);

}  // namespace iam::policy
