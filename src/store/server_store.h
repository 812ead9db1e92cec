// The store on a server: PostgreSQL, in a program that has it.
#pragma once

#include "iam/store/store.h"

#include <memory>
#include <string>

namespace iam::store {

// Both throw OpenError. Defined twice: a program that links the objects of src/store/postgres gets those, any other the
// refusal in no_postgres.cc.
std::unique_ptr<Store> open_server_store(std::string const& uri);
// Without user and password.
std::string shown_server(std::string const& uri);

}  // namespace iam::store
