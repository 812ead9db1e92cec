#include "connection.h"

#include <utility>

namespace iam::store {

Statement Connection::prepare(Sql sql) { return borrow(idle_[sql.text().data()], sql.text()); }

Statement Connection::prepare_generated(std::string const& sql) { return borrow(idle_generated_[sql], sql); }

Statement Connection::borrow(std::unique_ptr<PreparedStatement>& home, std::string_view sql) {
  auto statement = home != nullptr ? std::move(home) : compile(sql);
  return Statement(std::move(statement), home);
}

void Connection::drop_statements() {
  for (auto& [text, statement] : idle_) statement.reset();
  for (auto& [text, statement] : idle_generated_) statement.reset();
}

}  // namespace iam::store
