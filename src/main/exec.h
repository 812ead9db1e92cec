// iamlocal exec: a server for the lifetime of one command.
#pragma once

#include "options.h"

#include <string>
#include <vector>

namespace iam::program {

// Where the command finds the server.
struct Endpoint {
  std::string url;
  std::string host;                  // as it stands in the URL, or the address behind it
  std::string ca_bundle;             // the certificate to trust; empty without TLS
  std::string operator_token;        // empty: none is needed
  std::string region = "us-east-1";  // that clients sign for
};

// The environment for the command: what AWS clients read points at the endpoint with throw-away credentials, and
// whatever could lead them to real AWS is gone. `inherited` is as in environ(7).
std::vector<std::string> guest_environment(char const* const* inherited, Endpoint const& endpoint);

// Runs the command against a server of its own and returns the command's exit status: 128 + n when signal n ended
// it, 127 when it was not found, 126 when it could not be run.
int exec(Options const& options, std::vector<std::string> const& command);

}  // namespace iam::program
