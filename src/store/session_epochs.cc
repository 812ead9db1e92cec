#include "iam/store/session_epochs.h"

namespace iam::store {

bool SessionEpochs::contains(AccountId account, std::string_view epoch) {
  Statement statement = session_.prepare("SELECT 1 FROM session_epochs WHERE account = ? AND epoch = ?");
  return statement.bind(account.number(), epoch).step();
}

std::optional<std::string> SessionEpochs::open(AccountId account) {
  Statement statement = session_.prepare("SELECT epoch FROM session_epochs WHERE account = ? AND is_open = 1");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return statement.text(0);
}

void SessionEpochs::insert_open(AccountId account, std::string_view epoch) { insert(account, epoch, true); }

void SessionEpochs::insert_closed(AccountId account, std::string_view epoch) { insert(account, epoch, false); }

void SessionEpochs::insert(AccountId account, std::string_view epoch, bool is_open) {
  session_
      .prepare(
          "INSERT INTO session_epochs (account, epoch, is_open, number)"
          " SELECT ?1, ?2, ?3, coalesce(max(number), 0) + 1 FROM session_epochs WHERE account = ?1"
          " ON CONFLICT (account, epoch) DO NOTHING")
      .bind(account.number(), epoch, is_open)
      .run();
  session_
      .prepare(
          "DELETE FROM session_epochs WHERE account = ?1 AND is_open = 0"
          " AND number <= (SELECT max(number) FROM session_epochs WHERE account = ?1) - ?2")
      .bind(account.number(), kEpochsMax)
      .run();
}

void SessionEpochs::close(std::optional<AccountId> account) {
  if (account.has_value()) {
    session_.prepare("UPDATE session_epochs SET is_open = 0 WHERE account = ? AND is_open = 1")
        .bind(account->number())
        .run();
  } else {
    session_.prepare("UPDATE session_epochs SET is_open = 0 WHERE is_open = 1").run();
  }
}

}  // namespace iam::store
