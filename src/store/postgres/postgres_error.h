// What goes wrong with PostgreSQL.
#pragma once

#include "iam/store/store.h"

#include <string>
#include <string_view>

namespace iam::store {

// A statement was refused. Names its SQLSTATE and the statement as it was written, never PostgreSQL's own message,
// which may quote a value.
class PostgresError : public StoreError {
 public:
  PostgresError(std::string state, std::string_view sql);
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

}  // namespace iam::store
