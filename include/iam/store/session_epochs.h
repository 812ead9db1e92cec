// Which sessions of an account may still be good: those of its epochs.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

class SessionEpochs {
 public:
  explicit SessionEpochs(Session& session) : session_(session) {}

  // How many an account has: when one more begins, the oldest ends, unless it is open. Savepoints begin epochs, and
  // where ids repeat every session does.
  static constexpr std::int64_t kEpochsMax = 10'000;

  bool contains(AccountId account, std::string_view epoch);

  // In which sessions begin now; nothing: the next one begins it.
  std::optional<std::string> open(AccountId account);
  void insert_open(AccountId account, std::string_view epoch);
  // In which no other session begins. Nothing happens when it is there.
  void insert_closed(AccountId account, std::string_view epoch);

  // Of the account, or of all: later sessions begin new epochs. Those that have begun stay good.
  void close(std::optional<AccountId> account);

 private:
  void insert(AccountId account, std::string_view epoch, bool is_open);

  Session& session_;
};

}  // namespace iam::store
