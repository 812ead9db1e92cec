// The arguments of the program, taken apart.
#pragma once

#include "lint.h"
#include "mcp.h"
#include "settings.h"
#include "simulate.h"
#include "transfer.h"

#include <span>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): a library's
class App;
}  // namespace CLI

namespace iam::program {

enum class Command { kServe, kExec, kHealth, kSimulate, kLint, kImport, kExport, kMcp, kPrint };

struct CommandLine {
  Command command = Command::kPrint;
  GivenSettings flags;
  std::vector<std::string> guest;  // kExec: the command to run, and its arguments
  SimulateOptions simulate;
  LintOptions lint;
  TransferOptions transfer;
  McpOptions mcp;
  std::string text;  // kPrint: what --help or --version answers
};

// Tells a parser all commands and flags that there are. What it parses goes into `line`, which must outlive it.
void add_commands(CLI::App& app, CommandLine& line);

// `arguments` are without the program's own name. Throws UsageError.
CommandLine parse_command_line(std::span<char const* const> arguments);

}  // namespace iam::program
