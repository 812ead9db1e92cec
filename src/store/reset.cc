#include "iam/store/reset.h"

#include <string>
#include <vector>

namespace iam::store {
namespace {

struct Table {
  std::string quoted_name;
  bool has_account;
};

// The newest first: what refers to another table comes after it, so these are emptied while nothing refers to them.
std::vector<Table> tables(Session& session) {
  Statement statement = session.prepare(
      "SELECT printf('\"%w\"', name), EXISTS (SELECT 1 FROM pragma_table_info(existing.name) WHERE name = 'account')"
      " FROM sqlite_schema AS existing WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      " AND name NOT IN ('server_keys', 'issuer_key_sets')"
      " ORDER BY rowid DESC");
  std::vector<Table> tables;
  while (statement.step()) tables.push_back({statement.text(0), statement.integer(1) != 0});
  return tables;
}

}  // namespace

// The schema says which tables there are, so that a new one is never left out. Whatever has no account of its own
// belongs to something that has, and goes with it. Only what the server itself is made of stays: its keys, which others
// may have in memory, and what it read from a file when it started.
void reset(Session& session, std::optional<AccountId> account) {
  session.make_known_at_once();
  for (auto const& [quoted_name, has_account] : tables(session)) {
    if (!account.has_value()) {
      session.run("DELETE FROM " + quoted_name);
    } else if (has_account) {
      session.run("DELETE FROM " + quoted_name + " WHERE account = " + std::to_string(account->number()));
    }
  }
}

}  // namespace iam::store
