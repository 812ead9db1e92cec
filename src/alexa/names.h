// Users by Alexa for Business's names for them: ARNs and enrollments.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/faces/alexa_users.h"
#include "iam/store/users.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway::alexa {

// `arn:aws:a4b:us-east-1:123456789012:user/<organization>/<user>`: there was one endpoint, in us-east-1. The form of
// the last part is unconfirmed; rooms have two such ids.
std::string user_arn(AccountId account, std::string_view unique_id);

// What stands in policies for every user of the account, those to be made among them.
std::string every_user_arn(AccountId account);

// NotFoundException when no user of the account has that ARN.
Result<store::User> find_user(service::Call& call, std::string_view arn);

// A user with what is kept of it.
struct Enrolled {
  store::User user;
  std::optional<store::AlexaUser> kept;
};

// The user of that ARN, of that enrollment, or of both; an empty enrollment is none. NotFoundException when nobody
// answers to all that is given, and when nothing is.
Result<Enrolled> find_enrolled(service::Call& call, std::optional<std::string> const& arn,
                               std::string_view enrollment_id);

}  // namespace iam::gateway::alexa
