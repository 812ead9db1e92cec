// Which sessions of an account may still be good: those of its present epoch.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

class SessionEpochs {
 public:
  explicit SessionEpochs(Session& session) : session_(session) {}

  // Nothing: the account has no sessions.
  std::optional<std::string> find(AccountId account);
  void insert(AccountId account, std::string_view epoch);

 private:
  Session& session_;
};

}  // namespace iam::store
