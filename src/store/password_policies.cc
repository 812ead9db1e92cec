#include "iam/store/password_policies.h"

namespace iam::store {

std::optional<PasswordPolicy> PasswordPolicies::find(AccountId account) {
  Statement statement = session_.prepare(
      "SELECT length_min, require_symbols, require_numbers, require_uppercase, require_lowercase, users_may_change,"
      " age_days_max, reuse_prevention, hard_expiry FROM password_policies WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  PasswordPolicy policy;
  policy.length_min = statement.integer(0);
  policy.require_symbols = statement.integer(1) != 0;
  policy.require_numbers = statement.integer(2) != 0;
  policy.require_uppercase = statement.integer(3) != 0;
  policy.require_lowercase = statement.integer(4) != 0;
  policy.users_may_change = statement.integer(5) != 0;
  policy.age_days_max = statement.optional_integer(6);
  policy.reuse_prevention = statement.optional_integer(7);
  if (auto const hard_expiry = statement.optional_integer(8)) policy.hard_expiry = *hard_expiry != 0;
  return policy;
}

void PasswordPolicies::put(AccountId account, PasswordPolicy const& policy) {
  std::optional<std::int64_t> hard_expiry;
  if (policy.hard_expiry) hard_expiry = *policy.hard_expiry ? 1 : 0;
  session_
      .prepare(
          "INSERT INTO password_policies (account, length_min, require_symbols, require_numbers,"
          " require_uppercase, require_lowercase, users_may_change, age_days_max, reuse_prevention, hard_expiry)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET length_min = excluded.length_min,"
          " require_symbols = excluded.require_symbols, require_numbers = excluded.require_numbers,"
          " require_uppercase = excluded.require_uppercase, require_lowercase = excluded.require_lowercase,"
          " users_may_change = excluded.users_may_change, age_days_max = excluded.age_days_max,"
          " reuse_prevention = excluded.reuse_prevention, hard_expiry = excluded.hard_expiry")
      .bind(account.number(), policy.length_min, int{policy.require_symbols}, int{policy.require_numbers},
            int{policy.require_uppercase}, int{policy.require_lowercase}, int{policy.users_may_change},
            policy.age_days_max, policy.reuse_prevention, hard_expiry)
      .run();
}

bool PasswordPolicies::remove(AccountId account) {
  session_.prepare("DELETE FROM password_policies WHERE account = ?").bind(account.number()).run();
  return session_.changes() == 1;
}

}  // namespace iam::store
