// What an account demands of its users' passwords.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>

namespace iam::store {

// What AWS asks for in an account without a policy of its own: eight characters, of three kinds.
inline constexpr std::int64_t kPasswordLengthMinDefault = 8;
inline constexpr std::int64_t kPasswordKindsMinDefault = 3;

struct PasswordPolicy {
  std::int64_t length_min = 0;
  bool require_symbols = false;
  bool require_numbers = false;
  bool require_uppercase = false;
  bool require_lowercase = false;
  bool users_may_change = false;
  std::optional<std::int64_t> age_days_max;      // nothing: passwords do not expire
  std::optional<std::int64_t> reuse_prevention;  // how many passwords back
  std::optional<bool> hard_expiry;
};

class PasswordPolicies {
 public:
  explicit PasswordPolicies(Session& session) : session_(session) {}

  std::optional<PasswordPolicy> find(AccountId account);

  // In the place of the one there was.
  void put(AccountId account, PasswordPolicy const& policy);

  // False when there is none.
  bool remove(AccountId account);

 private:
  Session& session_;
};

}  // namespace iam::store
