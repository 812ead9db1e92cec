// iamlocal serve: the server in the foreground.
#pragma once

#include "options.h"

namespace iam::program {

// Returns the exit status once SIGTERM or SIGINT has stopped the server; a second one ends the process at once.
int serve(Options const& options);

}  // namespace iam::program
