// The principals of an account, one after the other: root, users and roles.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/store/session.h"

#include <functional>
#include <string>
#include <string_view>

namespace iam::gateway {

struct NamedPrincipal {
  std::string arn;
  std::string_view kind;  // "root", "user", "role"
  std::string name;       // of root "root"
  AccountId account;
};

// Root, then users, then roles, each by name. Stops when `visit` answers false, and then answers false.
bool for_each_principal(store::Session& session, Partition partition, AccountId account,
                        std::function<bool(NamedPrincipal const&)> const& visit);

}  // namespace iam::gateway
