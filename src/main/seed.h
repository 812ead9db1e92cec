// The state documents that a server begins with.
#pragma once

#include "calls.h"
#include "options.h"

namespace iam::program {

// Applies what --seed names and the database does not have yet, all or nothing. Throws UsageError with the file, the
// line and what is wrong.
void apply_seeds(Options const& options, Calls& calls);

}  // namespace iam::program
