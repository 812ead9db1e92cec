// Trust policies of roles.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"
#include "iam/store/trusted_principals.h"

#include <string_view>
#include <vector>

namespace iam::service {

// Whether the account can save this trust policy: its grammar, that its principals exist, its size. Answers the users
// and roles of the account that it names.
Result<std::vector<store::TrustedPrincipal>> check_trust_policy(Call& call, std::string_view document);

// What a user or role is called from now on in the trust policies that name it. AWS keeps unique ids and shows ARNs: it
// shows the new one after a change of name, and the id itself after the principal was deleted.
void respell_principal(Call& call, store::EntityId principal, std::string_view spelling);

}  // namespace iam::service
