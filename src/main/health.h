// iamlocal health: the question a container's health check asks, without a shell or curl in the image.
#pragma once

#include "options.h"

namespace iam::program {

// Asks the server that these options would start. 0 and its answer on stdout when it is well; else 1 and the reason
// on stderr, after two seconds at most.
int health(Options const& options);

}  // namespace iam::program
