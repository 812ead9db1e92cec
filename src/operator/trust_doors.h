// The roles of an account, and whom their trust policies name.
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/policy/evaluate.h"
#include "iam/store/session.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

struct Door {
  std::string role_arn;
  std::string role_name;
  policy::ResourcePolicy trust;
};

// Places in TrustDoors::all.
using Doors = std::vector<std::size_t>;
using DoorsByName = std::map<std::string, Doors, std::less<>>;

struct TrustDoors {
  std::vector<Door> all;
  bool is_truncated = false;

  // Whom statements that allow name, each with the doors that do.
  DoorsByName named;     // users, roles and sessions, by their ARNs
  DoorsByName accounts;  // by their numbers
  DoorsByName services;
  DoorsByName providers;
  Doors open;  // to everybody
};

TrustDoors trust_doors(store::Session& session, service::PolicyCache& cache, Partition partition, AccountId account,
                       std::int64_t roles_max);

}  // namespace iam::gateway
