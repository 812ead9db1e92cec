// What goes wrong with PostgreSQL.
#pragma once

#include "iam/store/store.h"

#include <string>
#include <string_view>

namespace iam::store {

// A statement was refused. Names its SQLSTATE, the statement as it was written, and what PostgreSQL says of it, unless
// that may quote a value.
class PostgresError : public StoreError {
 public:
  PostgresError(std::string state, std::string_view sql, std::string_view said);
  // https://www.postgresql.org/docs/15/errcodes-appendix.html
  std::string const& state() const { return state_; }

 private:
  std::string state_;
};

// There is no connection, or none any more: another one may be made. What was asked last may have been done.
class ConnectionLost : public StoreError {
 public:
  using StoreError::StoreError;
};

// Nobody answered in time: whoever asks again at once waits as long again.
class AnswerOverdue : public ConnectionLost {
 public:
  using ConnectionLost::ConnectionLost;
};

}  // namespace iam::store
