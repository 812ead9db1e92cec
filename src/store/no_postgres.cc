#include "server_store.h"

namespace iam::store {
namespace {

[[noreturn]] void refuse() {
  throw OpenError(
      "cannot open the database: this program was built without PostgreSQL; ./dev build --postgres makes one that has"
      " it, build/release/postgres/iamlocal");
}

}  // namespace

std::unique_ptr<Store> open_server_store(std::string const& /*uri*/) { refuse(); }

std::string shown_server(std::string const& /*uri*/) { refuse(); }

}  // namespace iam::store
