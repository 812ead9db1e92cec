#include "iam/store/outbound_federation.h"

namespace iam::store {

std::optional<TokenIssuer> OutboundFederation::find(AccountId account) {
  Statement statement = session_.prepare("SELECT issuer, is_enabled FROM token_issuers WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return TokenIssuer{.issuer = statement.text(0), .is_enabled = statement.integer(1) != 0};
}

bool OutboundFederation::knows(std::string_view issuer) {
  return session_.prepare("SELECT 1 FROM token_issuers WHERE issuer = ?").bind(issuer).step();
}

void OutboundFederation::put(AccountId account, TokenIssuer const& issuer) {
  session_
      .prepare(
          "INSERT INTO token_issuers (account, issuer, is_enabled) VALUES (?, ?, ?)"
          " ON CONFLICT (account) DO UPDATE SET issuer = excluded.issuer, is_enabled = excluded.is_enabled")
      .bind(account.number(), issuer.issuer, issuer.is_enabled ? 1 : 0)
      .run();
}

}  // namespace iam::store
