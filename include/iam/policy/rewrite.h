// Changes to the text of a policy that leave the rest of it as it was, byte for byte.
#pragma once

#include <string>
#include <string_view>

namespace iam::policy {

// A trust policy in which the principal `from` is called `to`; the same text in a condition or elsewhere stays.
// REQUIRES: `document` was accepted by trust_policy_fault, and `to` needs no escapes in JSON.
std::string respell_principal(std::string_view document, std::string_view from, std::string_view to);

}  // namespace iam::policy
