// Which users and roles the trust policies of roles name.
#pragma once

#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct TrustedPrincipal {
  EntityId principal;
  std::string spelling;  // as the document names it: an ARN
};

class TrustedPrincipals {
 public:
  explicit TrustedPrincipals(Session& session) : session_(session) {}

  // Replaces what was known of the role's trust policy.
  void set(EntityId role, std::vector<TrustedPrincipal> const& principals);

  struct Trust {
    EntityId role;
    std::string spelling;
    std::string trust_policy;
  };
  // The trust policies that name the principal.
  std::vector<Trust> of(EntityId principal);

  // Writes a document in which the principal is spelled otherwise.
  void respell(EntityId principal, Trust const& trust);

 private:
  Session& session_;
};

}  // namespace iam::store
