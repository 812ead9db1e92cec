// Quotas set for an account.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::store {

class Quotas {
 public:
  explicit Quotas(Session& session) : session_(session) {}

  // Nothing: the default holds.
  std::optional<std::int64_t> find(AccountId account, std::string_view name);
  void put(AccountId account, std::string_view name, std::int64_t value);
  void remove_all(AccountId account);

 private:
  Session& session_;
};

}  // namespace iam::store
