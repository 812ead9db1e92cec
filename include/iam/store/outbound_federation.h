// Outbound web identity federation: who issues an account's tokens, and whether it does.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

struct TokenIssuer {
  std::string issuer;  // a URL that no other account has
  bool is_enabled = false;
};

class OutboundFederation {
 public:
  explicit OutboundFederation(Session& session) : session_(session) {}

  // Nothing: the feature was never enabled.
  std::optional<TokenIssuer> find(AccountId account);

  // Whether some account has, or had, that issuer.
  bool knows(std::string_view issuer);

  void put(AccountId account, TokenIssuer const& issuer);

 private:
  Session& session_;
};

}  // namespace iam::store
