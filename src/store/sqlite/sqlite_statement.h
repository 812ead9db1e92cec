// A statement of SQLite's.
#pragma once

#include "prepared_statement.h"

#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace iam::store {

class SqliteStatement final : public PreparedStatement {
 public:
  // Throws SqliteError.
  SqliteStatement(sqlite3* handle, std::string_view sql);
  ~SqliteStatement() override;

  int parameters() const override;
  bool only_reads() const override;

  void bind(int position, std::int64_t value) override;
  void bind(int position, std::string_view value) override;
  void bind_null(int position) override;
  void unbind() override;

  bool step() override;
  std::optional<std::int64_t> run_returning() override;
  void rewind() override;

  int columns() const override;
  Type type(int column) const override;
  bool is_null(int column) const override;
  std::int64_t integer(int column) const override;
  std::string_view text(int column) const override;

 private:
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace iam::store
