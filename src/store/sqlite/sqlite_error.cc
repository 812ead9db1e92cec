#include "sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <string>

namespace iam::store {

SqliteError sqlite_error(int code, std::string_view sql) {
  std::string message = "sqlite: ";
  message += sqlite3_errstr(code);
  message += " (" + std::to_string(code) + ") in `";
  message += sql;
  message += '`';
  return SqliteError(code, message);
}

}  // namespace iam::store
