#include "iam/store/session_epochs.h"

namespace iam::store {

std::optional<std::string> SessionEpochs::find(AccountId account) {
  Statement statement = session_.prepare("SELECT epoch FROM session_epochs WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return statement.text(0);
}

void SessionEpochs::insert(AccountId account, std::string_view epoch) {
  session_.prepare("INSERT INTO session_epochs (account, epoch) VALUES (?, ?)").bind(account.number(), epoch).run();
}

}  // namespace iam::store
