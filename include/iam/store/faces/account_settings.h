// Settings of an account in Huawei's face that nothing but their own operations reads.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

class AccountSettings {
 public:
  explicit AccountSettings(Session& session) : session_(session) {}

  // Nothing: the defaults hold.
  std::optional<std::string> find(AccountId account, std::string_view name);

  void put(AccountId account, std::string_view name, std::string_view value);

 private:
  Session& session_;
};

}  // namespace iam::store
