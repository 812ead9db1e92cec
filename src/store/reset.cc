#include "iam/store/reset.h"

#include "tables.h"

#include <string>

namespace iam::store {

// Whatever has no account of its own belongs to something that has, and goes with it. What refers to another table is
// emptied before that.
void reset(Session& session, std::optional<AccountId> account) {
  session.make_known_at_once();
  auto const all = tables(session);
  for (auto table = all.rbegin(); table != all.rend(); ++table) {
    if (!account.has_value()) {
      session.run("DELETE FROM " + table->name);
    } else if (table->has_account) {
      session.run("DELETE FROM " + table->name + " WHERE account = " + std::to_string(account->number()));
    }
  }
}

}  // namespace iam::store
