// Entities: whatever can carry tags, attached policies and inline policies. A repository of its own holds the rest of
// each kind; both rows share one id and die together.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace iam::store {

using EntityId = std::int64_t;

// As the limit of a page: what quotas bound is read in one go.
inline constexpr std::int64_t kAllOfThem = std::numeric_limits<std::int64_t>::max();

// Whose entity that is; nothing: there is none.
std::optional<AccountId> account_of(Session& session, EntityId id);

class Entities {
 public:
  // `kind` is what ARNs call it: "user", "saml-provider", "mfa".
  Entities(Session& session, std::string_view kind) : session_(session), kind_(kind) {}

  EntityId insert(AccountId account);

  // Removes the entity with everything that hangs on it.
  void remove(EntityId id);

  // How many the account has, without counting them.
  std::int64_t count(AccountId account);

 private:
  Session& session_;
  std::string_view kind_;
};

}  // namespace iam::store
