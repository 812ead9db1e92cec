// What a password must be like.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
#pragma once

#include "iam/base/secret.h"
#include "iam/store/password_policies.h"

#include <optional>

namespace iam::service {

// Whether the password has the length and the characters that the account's policy asks for, or without one AWS's
// default policy.
bool conforms(Secret const& password, std::optional<store::PasswordPolicy> const& policy);

}  // namespace iam::service
