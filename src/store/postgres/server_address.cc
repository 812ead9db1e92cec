#include "postgres/server_address.h"

#include "iam/store/store.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace iam::store {
namespace {

using Fields = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

std::string_view value_of(Fields const& fields, std::string_view keyword) {
  for (auto const* field = fields.get(); field != nullptr && field->keyword != nullptr; ++field) {
    if (field->keyword == keyword && field->val != nullptr) return field->val;
  }
  return {};
}

OpenError unreadable() {
  return OpenError(
      "cannot open the database: its address is not a URI such as "
      "postgres://user:password@host:5432/database?sslmode=…;"
      " a : / @ or % in a name or a password is written %3A, %2F, %40 or %25");
}

// A list with one item stands for all hosts, and stays as it is.
std::string rotated(std::string const& list, int places) {
  std::string all = list;
  for (; places > 0; --places) {
    auto const comma = all.find(',');
    if (comma == std::string::npos) break;
    all = all.substr(comma + 1) + "," + all.substr(0, comma);
  }
  return all;
}

bool is_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

ServerAddress::ServerAddress(std::string uri) : uri_(std::move(uri)) {
  char* complaint = nullptr;
  Fields const said(PQconninfoParse(uri_.c_str(), &complaint), PQconninfoFree);
  PQfreemem(complaint);
  Fields const usual(PQconndefaults(), PQconninfoFree);
  if (said == nullptr || usual == nullptr) throw unreadable();
  auto const value = [&](std::string_view keyword) {
    auto const given = value_of(said, keyword);
    return given.empty() ? value_of(usual, keyword) : given;
  };
  auto const host = value("host").empty() ? value("hostaddr") : value("host");
  auto const port = value("port");
  auto const database = value("dbname").empty() ? value("user") : value("dbname");
  // Of a password with a / or @ in it the rest is taken for something else.
  if (host.find('@') != std::string_view::npos || !is_of(port, "0123456789,") ||
      database.find_first_of("@/") != std::string_view::npos) {
    throw unreadable();
  }
  auto const service = value_of(said, "service");
  if (!service.empty() && value_of(said, "host").empty() && value_of(said, "hostaddr").empty()) {
    shown_ = "postgresql:///?service=" + std::string(service);
    return;
  }
  // What is told here wins over a service.
  if (service.empty()) {
    hosts_ = {
        .names = std::string(value("host")), .addresses = std::string(value("hostaddr")), .ports = std::string(port)};
  }
  shown_ = "postgresql://";
  shown_.append(host.empty() ? "local socket" : host);
  if (!port.empty()) shown_.append(":").append(port);
  shown_.append("/").append(database);
}

int ServerAddress::host_count() const {
  auto const commas = std::max(std::ranges::count(hosts_.names, ','), std::ranges::count(hosts_.addresses, ','));
  return static_cast<int>(commas) + 1;
}

ServerAddress::Hosts ServerAddress::hosts_from(int first) const {
  return {.names = rotated(hosts_.names, first),
          .addresses = rotated(hosts_.addresses, first),
          .ports = rotated(hosts_.ports, first)};
}

}  // namespace iam::store
