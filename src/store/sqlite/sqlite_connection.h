// A connection to SQLite.
#pragma once

#include "connection.h"

#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace iam::store {

class SqliteConnection final : public Connection {
 public:
  enum class Mode { kReadOnly, kReadWrite };

  // Opens an existing file, or a database in memory of its own for ":memory:". Throws StoreError.
  SqliteConnection(std::string const& path, Mode mode);
  ~SqliteConnection() override;

  // So that each is prepared anew. REQUIRES: none is borrowed.
  void forget_statements();

  void run_script(std::string const& sql) override;
  std::int64_t changes() const override;
  Catalogue const& catalogue() const override;

  bool in_transaction() const;
  // Gives up the open transaction, if there is one. False when SQLite would not: the connection is then fit only
  // for another try.
  bool roll_back() noexcept;

  sqlite3* handle() const { return handle_.get(); }

 private:
  std::unique_ptr<PreparedStatement> compile(std::string_view sql) override;

  struct Close {
    void operator()(sqlite3* handle) const;
  };

  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace iam::store
