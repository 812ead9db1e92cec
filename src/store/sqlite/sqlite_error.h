// What SQLite's result codes become.
#pragma once

#include "iam/store/store.h"

#include <string_view>

namespace iam::store {

// A StoreError with its extended result code, kept for those who open a database and must tell damage from trouble.
class SqliteError : public StoreError {
 public:
  SqliteError(int code, std::string const& message) : StoreError(message), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

// Names the failure and the statement as it was written: never SQLite's own message, which may quote a value.
SqliteError sqlite_error(int code, std::string_view sql);

}  // namespace iam::store
