// The nouns that policies hang on, for the tests of what is the same for each.
#pragma once

#include "caller.h"

#include <string>

namespace conformance {

struct Noun {
  std::string name;       // as messages say it
  std::string action;     // as it stands in the names of operations: "User"
  std::string parameter;  // "UserName"
  std::string member;     // "userName", as violations call it
  std::string attached_quota;
  std::string size_quota;
  int size;
  Pairs needed = {};  // what its creation needs besides a name
};

inline std::ostream& operator<<(std::ostream& out, Noun const& noun) { return out << noun.name; }

inline Noun const kUser{"user", "User", "UserName", "userName", "PoliciesPerUser", "UserPolicySize", 2048};
inline Noun const kGroup{"group", "Group", "GroupName", "groupName", "PoliciesPerGroup", "GroupPolicySize", 5120};

inline Noun const kRole{
    "role",
    "Role",
    "RoleName",
    "roleName",
    "PoliciesPerRole",
    "RolePolicySize",
    10240,
    {{"AssumeRolePolicyDocument",
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},)"
      R"("Action":"sts:AssumeRole"}})"}}};

inline std::string test_name(testing::TestParamInfo<Noun> const& info) { return info.param.name; }

// A case for each noun, with an account of its own.
class PrincipalTest : public testing::TestWithParam<Noun> {
 protected:
  Answer create(std::string const& name, Pairs parameters = {}) {
    parameters.insert(parameters.end(), GetParam().needed.begin(), GetParam().needed.end());
    return on(name, "Create", "", std::move(parameters));
  }
  // The operation `before` + noun + `after` on the principal called `name`.
  Answer on(std::string const& name, std::string const& before, std::string const& after, Pairs parameters = {}) {
    parameters.insert(parameters.begin(), {GetParam().parameter, name});
    return me.iam(before + GetParam().action + after, std::move(parameters));
  }
  auto missing(std::string const& name) {
    return fails_with(404, "NoSuchEntity", "The " + GetParam().name + " with name " + name + " cannot be found.");
  }

  Caller me;
};

}  // namespace conformance
