// What a password must be like.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
#pragma once

#include "iam/base/secret.h"
#include "iam/store/faces/password_demands.h"
#include "iam/store/password_policies.h"

#include <optional>
#include <string_view>

namespace iam::service {

// Whether the password has the length and the characters that the account's policy asks for, or without one AWS's
// default policy.
bool conforms(Secret const& password, std::optional<store::PasswordPolicy> const& policy);

// Whether it also meets the demands that only Huawei's password policy knows.
// https://support.huaweicloud.com/intl/en-us/api-iam5/UpdatePasswordPolicyV5.html
bool meets(Secret const& password, store::PasswordDemands const& demands, std::string_view user_name);

}  // namespace iam::service
