// Why a request was denied, for those who may know: what an encoded authorization failure message holds, and what
// DecodeAuthorizationMessage makes of it.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
#pragma once

#include "iam/base/account.h"
#include "iam/call/seal.h"
#include "iam/policy/evaluate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// All that such a message tells.
struct AuthorizationFailure {
  std::string principal_id;
  std::string principal_arn;
  std::string action;
  std::string resource;
  policy::Outcome outcome = policy::Outcome::kImplicitDeny;
  std::vector<policy::MatchedStatement> matched;
  std::vector<policy::ContextEntry> context;
};

// The JSON that AWS's users read: whether the denial is explicit, the statements that matched, and the request.
std::string authorization_message(AuthorizationFailure const& failure);

// A message of the principal's account. At most as long as DecodeAuthorizationMessage takes it; text that does not fit
// is nothing.
std::optional<std::string> encoded_message(Seal const& seal, IdSource& ids, std::string_view principal_arn,
                                           std::string_view message);

// Nothing for what this server has not encoded, or for another account.
std::optional<std::string> decoded_message(Seal const& seal, AccountId account, std::string_view encoded);

}  // namespace iam::service
