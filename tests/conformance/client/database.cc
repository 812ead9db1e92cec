#include "database.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace conformance {
namespace {

std::string variable(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

// The URI has no database yet.
std::string uri_of(std::string const& database) {
  auto uri = variable("IAM_POSTGRES");
  return uri.insert(uri.find('?'), database);
}

std::string command(std::string const& sql) {
  return variable("IAM_POSTGRES_BIN") + "/psql -q '" + uri_of("postgres") + "' -c '" + sql + "'";
}

}  // namespace

bool runs_on_postgres() { return std::getenv("IAM_POSTGRES") != nullptr; }

Database::Database() {
  static int made = 0;
  name_ = "t_" + std::to_string(getpid()) + "_" + std::to_string(++made);
  auto const create = "CREATE DATABASE " + name_ + " TEMPLATE " + variable("IAM_POSTGRES_TEMPLATE");
  if (std::system(command(create).c_str()) != 0) throw std::runtime_error("cannot make the database " + name_);
}

// Nobody waits for it.
Database::~Database() {
  [[maybe_unused]] auto const status =
      std::system((command("DROP DATABASE " + name_ + " WITH (FORCE)") + " >/dev/null 2>&1 &").c_str());
}

std::string Database::uri() const { return uri_of(name_); }

}  // namespace conformance
