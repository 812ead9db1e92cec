// The program: what to do, with which options; 2 when the person at the keyboard must change something.

#include "command_line.h"
#include "exec.h"
#include "health.h"
#include "lint.h"
#include "mcp.h"
#include "options.h"
#include "serve.h"
#include "settings.h"
#include "simulate.h"
#include "transfer.h"
#include "usage_error.h"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <span>

namespace {

using namespace iam::program;

Options quiet_defaults() {
  Options options;
  options.log_level = iam::log::Level::kWarning;
  return options;
}

// A command in a script wants its own output and a free port.
Options exec_defaults() {
  auto options = quiet_defaults();
  options.server.port = 0;
  return options;
}

// Of an agent's tools: a port of its own, where it has a server of its own, and nothing said that needs no reader.
Options mcp_defaults(McpOptions const& mcp) { return mcp.has_own_server ? exec_defaults() : quiet_defaults(); }

// What one large answer took is kept for the next: to get it from the system again was half of that answer's time.
// Both limits are set, since neither grows by itself any more once the other is.
void keep_freed_memory() {
  constexpr int kKeptBytes = 16 * 1024 * 1024;  // of each thread
  constexpr int kMappedBytes = 4 * 1024 * 1024;
  mallopt(M_TRIM_THRESHOLD, kKeptBytes);
  mallopt(M_MMAP_THRESHOLD, kMappedBytes);
}

int run(CommandLine const& line) {
  switch (line.command) {
    case Command::kServe:
      return serve(options_of(all_settings(line.flags, environ), {}));
    case Command::kExec:
      return exec(options_of(all_settings(line.flags, environ), exec_defaults()), line.guest);
    case Command::kHealth:
      return health(options_of(all_settings(line.flags, environ), {}));
    case Command::kSimulate:
      return simulate(line.simulate);
    case Command::kLint:
      return lint_files(line.lint);
    case Command::kImport:
      return import_state(options_of(all_settings(line.flags, environ), {}), line.transfer);
    case Command::kExport:
      return export_state(options_of(all_settings(line.flags, environ), {}), line.transfer);
    case Command::kMcp:
      return serve_tools(options_of(all_settings(line.flags, environ), mcp_defaults(line.mcp)), line.mcp);
    case Command::kPrint:
      std::fputs(line.text.c_str(), stdout);
      return 0;
  }
  return 2;
}

// A stream that whoever started us has closed leads nowhere. Else it would be the next file that is opened: a socket
// that gets the log, or that is read as the input.
void keep_standard_streams() {
  int file = 0;
  while ((file = open("/dev/null", O_RDWR)) >= 0 && file <= STDERR_FILENO) {
  }
  if (file >= 0) close(file);
}

}  // namespace

int main(int argc, char** argv) {
  keep_standard_streams();
  keep_freed_memory();
  try {
    std::span<char const* const> const arguments(argv, static_cast<std::size_t>(argc));
    return run(parse_command_line(arguments.subspan(argc > 0 ? 1 : 0)));
  } catch (UsageError const& error) {
    std::fprintf(stderr, "iamlocal: %s\n", error.what());
    return 2;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "iamlocal: %s\n", error.what());
    return 1;
  }
}
