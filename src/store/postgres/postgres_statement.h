// A statement of PostgreSQL's.
#pragma once

#include "postgres/result.h"
#include "prepared_statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

class PostgresConnection;

// Prepared at the server when it is first run, for the types that its parameters then have. The first step runs it and
// fetches every row.
class PostgresStatement final : public PreparedStatement {
 public:
  // The connection outlives it.
  PostgresStatement(PostgresConnection& connection, std::string_view sql);

  int parameters() const override { return static_cast<int>(values_.size()); }
  bool only_reads() const override { return only_reads_; }

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
  struct Value {
    std::optional<std::string> text;
    unsigned type = 0;  // 0: whatever the server thinks
  };

  Value& at(int position) { return values_[static_cast<std::size_t>(position - 1)]; }
  void prepare();

  PostgresConnection& connection_;
  std::string const written_;
  std::string const sql_;
  bool const only_reads_;
  std::vector<Value> values_;
  std::string name_;  // at the server; empty: it is not prepared
  Result rows_;
  int row_ = -1;
};

}  // namespace iam::store
