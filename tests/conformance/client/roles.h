// What the suites about roles share.
#pragma once

#include "caller.h"

#include <string>

namespace conformance {

// A trust policy of one statement that allows this principal to assume the role: `"Service":"ec2.amazonaws.com"`.
inline std::string trust_policy(std::string const& principal) {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{)" + principal +
         R"(},"Action":"sts:AssumeRole"}]})";
}

inline std::string trusted_service() { return trust_policy(R"("Service":"ec2.amazonaws.com")"); }
inline std::string trusted_arn(std::string const& arn) { return trust_policy("\"AWS\":\"" + arn + "\""); }

// CreateRole, trusting EC2 unless `parameters` say otherwise.
inline Answer create_role(Caller& me, std::string const& name, Pairs parameters = {}) {
  parameters.emplace_back("RoleName", name);
  parameters.emplace_back("AssumeRolePolicyDocument", trusted_service());  // the first of two counts
  return me.iam("CreateRole", parameters);
}

inline Answer on_role(Caller& me, std::string_view action, std::string const& name, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"RoleName", name});
  return me.iam(action, parameters);
}

inline Answer get_role(Caller& me, std::string const& name) { return on_role(me, "GetRole", name); }

inline constexpr auto kNoSuchRole = "The role with name nobody cannot be found.";

}  // namespace conformance
