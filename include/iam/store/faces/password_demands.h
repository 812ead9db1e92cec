// What an account demands of passwords in Huawei's words, beside what AWS has a word for.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>

namespace iam::store {

struct PasswordDemands {
  std::int64_t kinds_min = 0;        // of uppercase letters, lowercase letters, digits and symbols
  std::int64_t repetition_max = 0;   // how often a character may stand in a row; 0: as often as it likes
  std::int64_t age_minutes_min = 0;  // before its user may change it
  bool unlike_user_name = false;     // neither the name nor the name reversed
};

class AccountPasswordDemands {
 public:
  explicit AccountPasswordDemands(Session& session) : session_(session) {}

  PasswordDemands of(AccountId account);

  // In the place of those there were.
  void put(AccountId account, PasswordDemands const& demands);

 private:
  Session& session_;
};

}  // namespace iam::store
