// Who presents the assertion of a SAML provider:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html
#pragma once

#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "sts/federated_identity.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

struct SamlIdentity {
  FederatedIdentity identity;
  std::string session_name;
  std::optional<Time> session_ends_at;  // it lasts no longer, whatever was asked for
  std::string subject;
  std::string subject_type;
  std::string issuer;
  std::string audience;
  std::string name_qualifier;
};

// What a response in base64 of the provider of that ARN proves; also, that it is meant for this role.
Result<SamlIdentity> prove_saml_identity(Call& call, std::string_view provider_arn, std::string_view role_arn,
                                         Secret const& response);

}  // namespace iam::service
