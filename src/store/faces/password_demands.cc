#include "iam/store/faces/password_demands.h"

namespace iam::store {

PasswordDemands AccountPasswordDemands::of(AccountId account) {
  Statement statement = session_.prepare(
      "SELECT kinds_min, repetition_max, age_minutes_min, unlike_user_name FROM password_demands WHERE account = ?");
  if (!statement.bind(account.number()).step()) return {};
  return {.kinds_min = statement.integer(0),
          .repetition_max = statement.integer(1),
          .age_minutes_min = statement.integer(2),
          .unlike_user_name = statement.integer(3) != 0};
}

void AccountPasswordDemands::put(AccountId account, PasswordDemands const& demands) {
  session_
      .prepare(
          "INSERT INTO password_demands"
          " (account, kinds_min, repetition_max, age_minutes_min, unlike_user_name) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (account) DO UPDATE SET kinds_min = excluded.kinds_min,"
          " repetition_max = excluded.repetition_max, age_minutes_min = excluded.age_minutes_min,"
          " unlike_user_name = excluded.unlike_user_name")
      .bind(account.number(), demands.kinds_min, demands.repetition_max, demands.age_minutes_min,
            static_cast<int>(demands.unlike_user_name))
      .run();
}

}  // namespace iam::store
