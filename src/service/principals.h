// The nouns that policies hang on. What attachments, inline policies and boundaries need to know of a noun is said here
// once, so that each of those mechanisms is written once for users, groups and roles.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/quotas.h"
#include "iam/store/entities.h"

#include <string>
#include <string_view>

namespace iam::service {

// A user, group or role that a request named.
struct Principal {
  store::EntityId id;
  std::string name;  // as stored, whatever the case of the request
};

// Nouns are told apart by address.
struct PrincipalKind {
  std::string_view noun;  // as messages say it
  Result<Principal> (*find)(Call& call, std::string_view name);
  // As find, for a request that changes the principal: AWS keeps some roles to itself.
  Result<Principal> (*find_modifiable)(Call& call, std::string_view name);
  Quota attached_policies;
  Quota inline_policy_size;
};

extern PrincipalKind const kUsers;
extern PrincipalKind const kGroups;
extern PrincipalKind const kRoles;

}  // namespace iam::service
