// Where the tests run on PostgreSQL, a database for each server: see tests/postgres/with_server.
#pragma once

#include <string>

namespace conformance {

bool runs_on_postgres();

// A database like the template, that exists while the object lives. REQUIRES: runs_on_postgres().
class Database {
 public:
  Database();
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  ~Database();

  std::string uri() const;

 private:
  std::string name_;
};

}  // namespace conformance
