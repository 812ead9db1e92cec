// What the suites about temporary credentials share.
#pragma once

#include "roles.h"

#include <string>

namespace conformance {

inline constexpr auto kInvalidToken = "The security token included in the request is invalid.";
inline constexpr auto kExpiredToken = "The security token included in the request is expired";

// A trust policy that allows `principal` what is in `actions`, under a condition.
inline std::string trusting(std::string const& principal, std::string const& actions = R"("sts:AssumeRole")",
                            std::string const& condition = "{}") {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":)" + principal + R"(,"Action":[)" +
         actions + R"(],"Condition":)" + condition + "}]}";
}

inline std::string aws_principal(std::string const& value) { return R"({"AWS":")" + value + R"("})"; }

inline constexpr auto kEverySessionAction = R"("sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity")";

// A role that everybody in the account may assume, with tags and a source identity.
inline Answer create_open_role(Caller& me, std::string const& name, Pairs parameters = {}) {
  parameters.emplace_back("AssumeRolePolicyDocument", trusting(aws_principal(me.account()), kEverySessionAction));
  auto answer = create_role(me, name, parameters);
  EXPECT_THAT(answer, succeeds());
  return answer;
}

inline Answer assume(Caller& caller, std::string const& role_arn, std::string const& session, Pairs parameters = {}) {
  parameters.emplace_back("RoleArn", role_arn);
  parameters.emplace_back("RoleSessionName", session);
  return caller.sts("AssumeRole", parameters);
}

// A new role of the account, already assumed.
inline Caller role_session(Caller& me, std::string const& role, std::string const& session = "session",
                           Pairs parameters = {}) {
  create_open_role(me, role);
  return Caller::of_session(assume(me, me.arn("role/" + role), session, std::move(parameters)));
}

inline auto may_not_assume(std::string const& caller_arn, std::string const& role_arn,
                           std::string const& action = "sts:AssumeRole", std::string const& why = "") {
  return fails_with(
      403, "AccessDenied",
      "User: " + caller_arn + " is not authorized to perform: " + action + " on resource: " + role_arn + why);
}

inline auto not_with_session_credentials(std::string const& action) {
  return fails_with(403, "AccessDenied", "Cannot call " + action + " with session credentials");
}

// One broken constraint, as STS words it: with the value.
inline std::string sts_violation(std::string const& value, std::string const& member, std::string const& constraint) {
  return "1 validation error detected: Value '" + value + "' at '" + member +
         "' failed to satisfy constraint: " + constraint;
}

}  // namespace conformance
