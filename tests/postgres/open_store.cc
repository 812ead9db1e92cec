#include "client/database.h"
#include "scratch.h"

#include <deque>

namespace iam::store {

// Without a server the tests ask SQLite once more.
std::unique_ptr<Store> open_store() {
  if (!conformance::runs_on_postgres()) return Store::open({});
  static std::deque<conformance::Database> databases;
  return Store::open({.path = databases.emplace_back().uri()});
}

}  // namespace iam::store
