// What the tests of managed policies share.
#pragma once

#include "principals.h"

namespace conformance {

inline Answer create_policy(Caller& me, std::string const& name, Pairs more = {}) {
  more.insert(more.begin(), {{"PolicyName", name}, {"PolicyDocument", kAllowAll}});
  return me.iam("CreatePolicy", std::move(more));
}

inline Answer get_policy(Caller& me, std::string const& arn) { return me.iam("GetPolicy", {{"PolicyArn", arn}}); }

inline Answer delete_policy(Caller& me, std::string const& arn) { return me.iam("DeletePolicy", {{"PolicyArn", arn}}); }

inline Answer create_version(Caller& me, std::string const& arn, Pairs more = {}) {
  more.insert(more.begin(), {{"PolicyArn", arn}, {"PolicyDocument", kAllowAll}});
  return me.iam("CreatePolicyVersion", std::move(more));
}

// Any of GetPolicyVersion, SetDefaultPolicyVersion, DeletePolicyVersion.
inline Answer on_version(Caller& me, std::string_view action, std::string const& arn, std::string const& version) {
  return me.iam(action, {{"PolicyArn", arn}, {"VersionId", version}});
}

// Attaches it to a new user and to a new group, and makes it the boundary of a new role.
inline void use_policy(Caller& me, std::string const& arn) {
  auto const name = "user-of-" + arn.substr(arn.rfind('/') + 1);
  me.iam("CreateUser", {{"UserName", name}});
  me.iam("AttachUserPolicy", {{"UserName", name}, {"PolicyArn", arn}});
  me.iam("CreateGroup", {{"GroupName", name}});
  me.iam("AttachGroupPolicy", {{"GroupName", name}, {"PolicyArn", arn}});
  Pairs role = {{"RoleName", name}, {"PermissionsBoundary", arn}};
  role.insert(role.end(), kRole.needed.begin(), kRole.needed.end());
  me.iam("CreateRole", role);
}

inline void set_quota(Caller const& me, std::string const& name, int value) {
  shared_server().exchange({.method = "PUT",
                            .target = "/_iam/quotas?account=" + me.account(),
                            .body = "{\"" + name + "\": " + std::to_string(value) + "}"});
}

}  // namespace conformance
