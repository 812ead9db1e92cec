// iamlocal mcp: the tools of a coding agent, in the Model Context Protocol on standard input and output.
#pragma once

#include "options.h"

#include <string>

namespace iam::program {

struct McpOptions {
  std::string endpoint;         // the URL of the server to ask; empty: as the settings and the environment say
  bool has_address = false;     // the command line says where the server is, otherwise than as a URL
  bool has_own_server = false;  // the command line says what is to be in a server of its own
};

// Answers until standard input ends, or a signal asks for it. Throws UsageError, and what starting a server throws.
int serve_tools(Options options, McpOptions const& mcp);

}  // namespace iam::program
