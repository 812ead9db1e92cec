// A connection to a database, of whichever engine.
#pragma once

#include "iam/store/session.h"
#include "prepared_statement.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace iam::store {

// Statements that ask an engine which tables it has, of those that hold what is stored: not what the server itself is
// made of. Names are quoted unless said otherwise.
struct Catalogue {
  // Table, not quoted and quoted; column; whether that is called account, and whether it is of the primary key. In the
  // order of tables, the columns of the key first.
  Sql columns;
  // Of each foreign key: table, not quoted; its column; the table it refers to, not quoted, and the column there;
  // whether the row cannot be without the other and goes with it.
  Sql references;
};

// One connection and the statements prepared on it. Not thread-safe: whoever holds it is alone with it.
// Its cache grows to the number of statements in the program's text, and of those made for tables, and no further.
class Connection {
 public:
  Connection() = default;
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  virtual ~Connection() = default;

  Statement prepare(Sql sql);
  // The same for a text that the schema yields: kept as well, by what it says.
  Statement prepare_generated(std::string const& sql);

  // Runs any number of statements, which may be made up at run time: pragmas and migrations. Throws StoreError.
  virtual void run_script(std::string const& sql) = 0;

  // As Session has them.
  virtual std::int64_t changes() const = 0;
  virtual Catalogue const& catalogue() const = 0;

 protected:
  // REQUIRES: none is borrowed.
  void drop_statements();

 private:
  virtual std::unique_ptr<PreparedStatement> compile(std::string_view sql) = 0;
  Statement borrow(std::unique_ptr<PreparedStatement>& home, std::string_view sql);

  std::unordered_map<char const*, std::unique_ptr<PreparedStatement>> idle_;  // by address of the text; null: borrowed
  std::unordered_map<std::string, std::unique_ptr<PreparedStatement>> idle_generated_;
};

}  // namespace iam::store
