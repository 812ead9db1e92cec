// What an authorizer made of one state of the store.
#pragma once

#include "iam/authorization/control_policies.h"
#include "iam/authorization/stored_principal.h"
#include "principal_policies.h"
#include "resources.h"
#include "versioned_cache.h"

#include <optional>

namespace iam::service {

struct Remembered {
  VersionedCache<PrincipalPolicies> principals;
  VersionedCache<Resource> resources;
  VersionedCache<ControlPolicies> organizations;
  VersionedCache<std::optional<StoredPrincipal>> named;  // by an ARN; nothing: there is nobody
};

}  // namespace iam::service
