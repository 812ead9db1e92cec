#include "grouped_store.h"
#include "postgres/postgres_engine.h"
#include "postgres/server_address.h"
#include "server_store.h"

namespace iam::store {

std::unique_ptr<Store> open_server_store(std::string const& uri) {
  return std::make_unique<GroupedStore>(std::make_unique<PostgresEngine>(uri));
}

std::string shown_server(std::string const& uri) { return ServerAddress(uri).shown(); }

}  // namespace iam::store
