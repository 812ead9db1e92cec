// Trust policies of roles.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include "iam/base/result.h"
#include "iam/service/call.h"

#include <string_view>

namespace iam::service {

// Whether the account can save this trust policy: its grammar, that its principals exist, its size.
Status check_trust_policy(Call& call, std::string_view document);

}  // namespace iam::service
