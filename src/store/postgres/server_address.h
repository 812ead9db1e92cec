// Where a database of PostgreSQL is, as the operator said it.
#pragma once

#include <string>
#include <string_view>

namespace iam::store {

// What libpq makes of a postgres:// URI: what it leaves open comes from the environment (PGHOST and its like), service
// files and password files.
class ServerAddress {
 public:
  // Throws OpenError, which quotes nothing of the URI: libpq's own words may hold a part of the password.
  explicit ServerAddress(std::string uri);

  // With the password: for libpq alone.
  std::string const& uri() const { return uri_; }

  // Without user and password: postgresql://host:port/database, or the service that only libpq looks up.
  std::string const& shown() const { return shown_; }

  // Lists as libpq takes them, parted by commas; empty where it looks for itself.
  struct Hosts {
    std::string names;
    std::string addresses;
    std::string ports;
  };
  // At least one.
  int host_count() const;
  // All of them, beginning with this one, and from the first again after the last.
  Hosts hosts_from(int first) const;

 private:
  std::string uri_;
  std::string shown_;
  Hosts hosts_;
};

}  // namespace iam::store
