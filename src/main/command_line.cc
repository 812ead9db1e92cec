#include "command_line.h"

#include "iam/base/suggestion.h"
#include "usage_error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>

namespace iam::program {
namespace {

constexpr std::array<std::string_view, 8> kCommands = {"serve", "exec",   "health", "simulate",
                                                       "lint",  "import", "export", "mcp"};
constexpr std::string_view kCommandNames = "serve, exec, health, simulate, lint, import, export and mcp";

// Where a server is and whether it speaks TLS: all that asking for its health takes.
constexpr std::array<std::string_view, 6> kHealthSettings = {"host", "port", "tls-cert", "tls-key", "tls", "config"};
// And what the operator shows it, or where the database is when no server runs.
constexpr std::array<std::string_view, 5> kTransferSettings = {"operator-token", "db", "partition", "account-id",
                                                               "strictness"};

// What only the command behind it is asked for.
constexpr std::string_view kExecSetting = "region";

constexpr char const* kFooter =
    "Every flag is also an environment variable (--log-level: IAMLOCAL_LOG_LEVEL) and a key of the file that\n"
    "--config names (log-level = \"debug\"). A flag wins over the environment, the environment over the file.";

constexpr char const* kSimulateFooter =
    "Exits with 0 when all is allowed, 3 when something is denied because nothing allows it, 4 when a statement "
    "denies\n"
    "it, 2 when the command line is wrong and 1 when a file cannot be read or is no policy.";
constexpr char const* kLintFooter =
    "Exits with 0 when nothing but suggestions was found, 3 for warnings, 4 when AWS would refuse to save a policy, 2 "
    "when the "
    "command\n"
    "line is wrong and 1 when a file cannot be read.";

constexpr char const* kTransferFooter =
    "The server is the one that --host and --port, or their environment variables, name. With --db on the command "
    "line\n"
    "it is that database instead, which no server may be using.";

constexpr char const* kMcpFooter =
    "Asks the server that --endpoint names, or --host and --port, or AWS_ENDPOINT_URL_IAM or AWS_ENDPOINT_URL, or else "
    "the\n"
    "one at 127.0.0.1:4566. With --seed or --db on the command line it has a server of its own, whose settings are "
    "these.";

template <class Names>
bool contains(Names const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

OutputFormat format_called(std::string const& name) {
  if (name == "json") return OutputFormat::kJson;
  if (name != "text") throw UsageError(fmt::format("--format is text or json, not '{}'", name));
  return OutputFormat::kText;
}

LintFormat lint_format_called(std::string const& name) {
  if (name == "access-analyzer") return LintFormat::kAccessAnalyzer;
  if (name == "json") return LintFormat::kJson;
  if (name != "text") throw UsageError(fmt::format("--format is text, json or access-analyzer, not '{}'", name));
  return LintFormat::kText;
}

lint::PolicyUse use_called(std::string const& name) {
  auto const use = lint::use_named(name);
  if (use.has_value()) return *use;
  throw UsageError(fmt::format("--type is identity, inline, session, trust, resource, scp or rcp, not '{}'", name));
}

void add_format(CLI::App& command, std::function<void(std::string const&)> const& take, std::string const& names,
                std::string const& about) {
  command.add_option_function<std::string>("--format", take, about)->type_name(names);
}

// A flag that may be there several times, with a value each time.
void add_list(CLI::App& command, std::string const& flag, std::vector<std::string>& values, std::string const& type,
              std::string const& about) {
  command.add_option(flag, values, about)
      ->type_size(1)
      ->expected(1)
      ->take_all()
      ->type_name(type)
      ->allow_extra_args(false);
}

void add_simulate(CLI::App& command, SimulateOptions& options) {
  add_list(command, "--policy", options.policies, "FILE",
           "a policy of the principal, or of one of its groups; - is stdin");
  add_list(command, "--action", options.actions, "ACTION", "an action to decide on: s3:GetObject");
  add_list(command, "--resource", options.resources, "ARN", "what the action is on (*)");
  add_list(command, "--context", options.context, "KEY=VALUE", "a condition key; twice for two values");
  command.add_option("--boundary", options.boundary, "the permissions boundary")->type_name("FILE");
  add_list(command, "--session-policy", options.session_policies, "FILE", "a policy of the session");
  command.add_option("--resource-policy", options.resource_policy, "the policy of the resource")->type_name("FILE");
  command.add_option("--resource-policy-kind", options.resource_policy_kind, "what has that policy (resource)")
      ->type_name("resource|trust|kms-key");
  add_list(command, "--scp", options.service_control, "FILE", "a service control policy; all are on one level");
  add_list(command, "--rcp", options.resource_control, "FILE", "a resource control policy; all are on one level");
  command.add_option("--principal", options.principal, "the principal: a user, a role, a session or a root")
      ->type_name("ARN");
  command.add_flag("--explain", options.explain, "print why: layers, matching statements, keys that were not given");
  add_format(
      command, [&options](std::string const& name) { options.format = format_called(name); }, "text|json",
      "of the answer (text)");
  command.allow_extras();
  command.footer(kSimulateFooter);
}

void add_lint(CLI::App& command, LintOptions& options) {
  command.add_option("FILE", options.files, "policies; - is stdin")->type_name("");
  command
      .add_option_function<std::string>(
          "--type", [&options](std::string const& name) { options.use = use_called(name); },
          "what the policies are; identity: managed ones (identity)")
      ->type_name("identity|inline|session|trust|resource|scp|rcp");
  add_format(
      command, [&options](std::string const& name) { options.format = lint_format_called(name); },
      "text|json|access-analyzer", "of the answer; access-analyzer: as AWS's ValidatePolicy answers (text)");
  command.allow_extras();
  command.footer(kLintFooter);
}

bool takes(std::string_view command, std::string_view setting) {
  if (setting == kExecSetting) return command == "exec";
  bool const is_client = command != "serve" && command != "exec" && command != "mcp";
  if (!is_client || contains(kHealthSettings, setting)) return true;
  return command != "health" && contains(kTransferSettings, setting);
}

void add_flags(CLI::App& command, GivenSettings& flags) {
  for (Setting const& setting : settings()) {
    if (!takes(command.get_name(), setting.name)) continue;
    std::string const name(setting.name);
    CLI::Option* const option = command.add_option_function<std::vector<std::string>>(
        "--" + name,
        [&flags, name, may_repeat = setting.may_repeat](std::vector<std::string> const& values) {
          if (values.size() > 1 && !may_repeat) throw UsageError(fmt::format("--{} is given twice", name));
          flags[name] = {fmt::format("{}", fmt::join(values, ",")), "--" + name};
        },
        std::string(setting.about));
    option->expected(1)->take_all()->allow_extra_args(false)->type_name(std::string(setting.placeholder));
  }
  command.allow_extras();
  command.footer(kFooter);
}

AccountId account_called(std::string const& text) {
  auto const account = AccountId::parse(text);
  if (!account.has_value())
    throw UsageError(fmt::format("--account is an account id of twelve digits, not '{}'", text));
  return *account;
}

void add_account(CLI::App& command, TransferOptions& options, std::string const& about) {
  command
      .add_option_function<std::string>(
          "--account", [&options](std::string const& text) { options.account = account_called(text); }, about)
      ->type_name("ID");
}

void add_import(CLI::App& command, CommandLine& line) {
  command.add_option("FILE", line.transfer.file, "the document; - is stdin")->type_name("");
  command.add_option("--profile", line.transfer.profile, "ask aws for the account of this profile, instead of a file")
      ->type_name("NAME");
  add_list(command, "--parameter", line.transfer.parameters, "NAME=VALUE", "the value of a template's parameter");
  add_account(command, line.transfer, "the only account that the document may be about");
  add_flags(command, line.flags);
  command.footer(kTransferFooter);
}

void add_export(CLI::App& command, CommandLine& line) {
  command.add_option("--as", line.transfer.as, "the form of the document (json)")
      ->type_name("json|terraform|cloudformation");
  add_account(command, line.transfer, "the account (that of --account-id)");
  add_flags(command, line.flags);
  command.footer(kTransferFooter);
}

void add_mcp(CLI::App& command, CommandLine& line) {
  command.add_option("--endpoint", line.mcp.endpoint, "where the server is: http://127.0.0.1:4566")->type_name("URL");
  add_flags(command, line.flags);
  command.footer(kMcpFooter);
}

// Beside settings, or instead of them.
bool has_own_flags(CLI::App const& command) {
  constexpr std::array<std::string_view, 5> kCommandsWithOwn = {"simulate", "lint", "import", "export", "mcp"};
  return contains(kCommandsWithOwn, command.get_name());
}

void check(CommandLine const& line) {
  if (line.command == Command::kSimulate && line.simulate.actions.empty()) {
    throw UsageError("simulate needs an action: --action s3:GetObject");
  }
  if (line.command == Command::kImport && line.transfer.file.empty() == line.transfer.profile.empty()) {
    throw UsageError("import needs a file, - for stdin, or --profile NAME");
  }
  if (line.command == Command::kMcp && line.mcp.has_own_server && !line.mcp.endpoint.empty()) {
    throw UsageError("--seed and --db are about a server of its own: leave out --endpoint");
  }
  if (line.command == Command::kLint && line.lint.files.empty()) {
    throw UsageError("lint needs a file, or - for stdin: iamlocal lint policy.json");
  }
}

Command command_called(std::string_view name) {
  if (name == "serve") return Command::kServe;
  if (name == "import") return Command::kImport;
  if (name == "export") return Command::kExport;
  if (name == "mcp") return Command::kMcp;
  if (name == "simulate") return Command::kSimulate;
  return name == "lint" ? Command::kLint : Command::kHealth;
}

std::vector<std::string_view> flag_names(CLI::App const& command) {
  std::vector<std::string_view> names;
  for (auto const* option : command.get_options()) {
    for (auto const& name : option->get_lnames()) names.emplace_back(name);
  }
  return names;
}

[[noreturn]] void refuse_word(std::string_view word) {
  std::optional<std::string_view> const meant = nearest(word, kCommands);
  throw UsageError(fmt::format(
      "unknown command '{}'; {}", word,
      meant.has_value() ? fmt::format("did you mean {}?", *meant) : fmt::format("there are {}", kCommandNames)));
}

// Flags are a command's: `iamlocal --port 0 serve`.
[[noreturn]] void refuse_misplaced(std::span<char const* const> arguments, std::string_view command) {
  std::string_view const flag = arguments.front();
  bool const has_own_value = flag.find('=') == std::string_view::npos && arguments.size() > 1;
  auto const given = has_own_value ? fmt::format("{} {}", flag, arguments[1]) : std::string(flag);
  throw UsageError(
      fmt::format("{} belongs behind the command: iamlocal {} {}", flag.substr(0, flag.find('=')), command, given));
}

bool is_a_setting(std::string_view flag) {
  if (!flag.starts_with("--")) return false;
  auto const name = flag.substr(2, flag.find('=') - 2);
  return std::ranges::find(settings(), name, &Setting::name) != settings().end();
}

[[noreturn]] void refuse_argument(std::string_view argument, CLI::App const* command) {
  if (!argument.starts_with("-")) throw UsageError(fmt::format("unexpected argument '{}'", argument));
  std::string_view const flag = argument.substr(0, argument.find('='));
  std::string_view const name = flag.substr(std::min(flag.find_first_not_of('-'), flag.size()));
  if (command != nullptr && is_a_setting(flag)) {
    throw UsageError(
        fmt::format("{} does not take {}; see iamlocal {} --help", command->get_name(), flag, command->get_name()));
  }
  if (command == nullptr || !has_own_flags(*command)) {
    throw UsageError(fmt::format("unknown flag {}; {}", flag, suggest_setting(name, "--")));
  }
  auto const meant = nearest(name, flag_names(*command));
  throw UsageError(fmt::format("unknown flag {}; {}", flag,
                               meant.has_value() ? fmt::format("did you mean --{}?", *meant)
                                                 : fmt::format("see iamlocal {} --help", command->get_name())));
}

}  // namespace

void add_commands(CLI::App& app, CommandLine& line) {
  add_flags(*app.add_subcommand("serve", "Run the server in the foreground."), line.flags);
  add_flags(*app.add_subcommand("exec", "Run a command against a server of its own: iamlocal exec [flags] -- COMMAND…"),
            line.flags);
  add_flags(*app.add_subcommand("health", "Ask the server on this machine whether it is well; exit 0 when it is."),
            line.flags);

  add_simulate(*app.add_subcommand("simulate", "Tell whether AWS would allow something, without a server."),
               line.simulate);
  add_lint(*app.add_subcommand("lint", "Tell what is wrong with policies, before they are saved."), line.lint);
  add_import(*app.add_subcommand("import", "Put a state document, or an account of AWS, into a server that runs."),
             line);
  add_export(*app.add_subcommand("export", "Write what an account holds as a state document."), line);
  add_mcp(*app.add_subcommand("mcp", "Be the tools of a coding agent: the Model Context Protocol on stdin and stdout."),
          line);
}

CommandLine parse_command_line(std::span<char const* const> arguments) {
  CommandLine line;
  auto const guest_mark =
      std::ranges::find_if(arguments, [](char const* argument) { return argument == std::string_view("--"); });
  bool const has_guest_mark = guest_mark != arguments.end();

  CLI::App app("IAM Local: AWS IAM and STS on this machine.", "iamlocal");
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", "iamlocal " IAM_VERSION);
  add_commands(app, line);

  // CLI11 takes the arguments last first.
  std::vector<std::string> reversed(arguments.begin(), guest_mark);
  std::ranges::reverse(reversed);
  try {
    app.parse(std::move(reversed));
  } catch (CLI::CallForHelp const&) {
    line.text = app.help();
    return line;
  } catch (CLI::CallForVersion const& version) {
    line.text = std::string(version.what()) + "\n";
    return line;
  } catch (CLI::ArgumentMismatch const& error) {
    std::string_view const message(error.what());
    throw UsageError(fmt::format("{} needs a value", message.substr(0, message.find(':'))));
  } catch (CLI::ParseError const& error) {
    throw UsageError(error.what());
  }

  // What nobody took, before the command and behind it.
  std::vector<std::string> const extras = app.remaining(/*recurse=*/true);
  if (!arguments.empty() && is_a_setting(arguments.front())) {
    auto const command = app.get_subcommands().empty() ? "serve" : app.get_subcommands().front()->get_name();
    refuse_misplaced(arguments.first(guest_mark - arguments.begin()), command);
  }
  if (app.get_subcommands().empty()) {
    if (extras.empty()) throw UsageError(fmt::format("a command is missing: there are {}", kCommandNames));
    if (!extras.front().starts_with("-")) refuse_word(extras.front());
  }
  if (!extras.empty()) {
    bool const is_exec = !app.get_subcommands().empty() && app.get_subcommands().front()->get_name() == "exec";
    if (is_exec && !has_guest_mark && !extras.front().starts_with("-")) {
      throw UsageError(
          fmt::format("exec needs -- before its command: iamlocal exec [flags] -- {}", fmt::join(extras, " ")));
    }
    refuse_argument(extras.front(), app.get_subcommands().empty() ? nullptr : app.get_subcommands().front());
  }
  CLI::App const& chosen = *app.get_subcommands().front();
  if (chosen.get_name() == "exec") {
    if (has_guest_mark) line.guest.assign(guest_mark + 1, arguments.end());
    if (line.guest.empty()) throw UsageError("exec needs a command to run: iamlocal exec [flags] -- COMMAND…");
    line.command = Command::kExec;
  } else {
    if (has_guest_mark) throw UsageError("only exec takes a command behind --");
    line.command = command_called(chosen.get_name());
    line.transfer.is_offline = line.flags.contains("db");
    line.mcp.has_own_server = line.flags.contains("db") || line.flags.contains("seed");
    line.mcp.has_address = line.flags.contains("host") || line.flags.contains("port");
  }
  check(line);
  return line;
}

}  // namespace iam::program
