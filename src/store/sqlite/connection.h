// A connection to SQLite.
#pragma once

#include "iam/store/session.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;

namespace iam::store {

// One connection and the statements prepared on it. Not thread-safe: whoever holds it is alone with it.
// Its cache grows to the number of statements in the program's text, and of those made for tables, and no further.
class Connection {
 public:
  enum class Mode { kReadOnly, kReadWrite };

  // Opens an existing file, or a database in memory of its own for ":memory:". Throws StoreError.
  Connection(std::string const& path, Mode mode);
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection();

  Statement prepare(Sql sql);
  // The same for a text that the schema yields: kept as well, by what it says.
  Statement prepare_generated(std::string const& sql);

  // So that each is prepared anew. REQUIRES: none is borrowed.
  void forget_statements();

  // Runs any number of statements, which may be made up at run time: pragmas and migrations. Throws StoreError.
  void run_script(std::string const& sql);

  bool in_transaction() const;
  // Gives up the open transaction, if there is one. False when SQLite would not: the connection is then fit only
  // for another try.
  bool roll_back() noexcept;

  sqlite3* handle() const { return handle_.get(); }

 private:
  void finalize_statements();

  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Statement borrow(sqlite3_stmt*& home, std::string_view sql);

  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<char const*, sqlite3_stmt*> idle_;  // by address of the text; null while it is borrowed
  std::unordered_map<std::string, sqlite3_stmt*> idle_generated_;
};

}  // namespace iam::store
