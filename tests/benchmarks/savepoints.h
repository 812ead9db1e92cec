// How long it takes to make a savepoint, and to go back to one.
#pragma once

#include "report.h"
#include "servers.h"

#include <string>
#include <vector>

namespace iam::bench {

// As a client waits for it, with the users that `server` has; `where` tells the lines apart. Leaves savepoints behind.
std::vector<Bar> savepoint_bars(std::string const& where, Iamlocal& server);

}  // namespace iam::bench
