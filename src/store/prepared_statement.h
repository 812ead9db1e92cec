// What an engine makes of a statement's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::store {

// Used by Statement alone, which says what each is for. Positions begin at 1, columns at 0.
class PreparedStatement {
 public:
  PreparedStatement() = default;
  PreparedStatement(PreparedStatement const&) = delete;
  PreparedStatement& operator=(PreparedStatement const&) = delete;
  virtual ~PreparedStatement() = default;

  virtual int parameters() const = 0;
  virtual bool only_reads() const = 0;

  // Text is not copied: it must outlive the steps.
  virtual void bind(int position, std::int64_t value) = 0;
  virtual void bind(int position, std::string_view value) = 0;
  virtual void bind_null(int position) = 0;
  virtual void unbind() = 0;

  virtual bool step() = 0;
  // All steps of an INSERT … RETURNING the number of its row.
  virtual std::optional<std::int64_t> run_returning() = 0;
  // As before the first step; what was bound stays so.
  virtual void rewind() = 0;

  // Of the row that the last step came to. NULL reads as 0 or as an empty text.
  enum class Type { kNull, kInteger, kText };
  virtual int columns() const = 0;
  // Throws StoreError when it is none of these.
  virtual Type type(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
};

}  // namespace iam::store
