// The URL of a server, as clients of AWS are given it.
#pragma once

#include "options.h"

#include <string_view>

namespace iam::program {

// Whether a URL names a server by what this program can reach: http or https, localhost or a numeric address, and
// nothing behind the port but a slash. If so, `options` are changed to be those of a server there.
bool set_endpoint(std::string_view url, Options& options);

}  // namespace iam::program
