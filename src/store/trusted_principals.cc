#include "iam/store/trusted_principals.h"

namespace iam::store {

void TrustedPrincipals::set(EntityId role, std::vector<TrustedPrincipal> const& principals) {
  session_.prepare("DELETE FROM trusted_principals WHERE role = ?").bind(role).run();
  for (auto const& trusted : principals) {
    session_
        .prepare(
            "INSERT INTO trusted_principals (role, principal, spelling) VALUES (?, ?, ?)"
            " ON CONFLICT (role, principal) DO NOTHING")
        .bind(role, trusted.principal, trusted.spelling)
        .run();
  }
}

std::vector<TrustedPrincipals::Trust> TrustedPrincipals::of(EntityId principal) {
  Statement statement = session_.prepare(
      "SELECT trusted_principals.role, trusted_principals.spelling, roles.trust_policy"
      " FROM trusted_principals JOIN roles ON roles.id = trusted_principals.role"
      " WHERE trusted_principals.principal = ? ORDER BY trusted_principals.role");
  statement.bind(principal);
  std::vector<Trust> trusts;
  while (statement.step()) trusts.push_back({statement.integer(0), statement.text(1), statement.text(2)});
  return trusts;
}

void TrustedPrincipals::respell(EntityId principal, Trust const& trust) {
  session_.prepare("UPDATE roles SET trust_policy = ? WHERE id = ?").bind(trust.trust_policy, trust.role).run();
  session_.prepare("UPDATE trusted_principals SET spelling = ? WHERE role = ? AND principal = ?")
      .bind(trust.spelling, trust.role, principal)
      .run();
}

}  // namespace iam::store
