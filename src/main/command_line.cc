#include "command_line.h"

#include "iam/base/suggestion.h"

#include <fmt/format.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace iam::program {
namespace {

constexpr std::array<std::string_view, 3> kCommands = {"serve", "exec", "health"};
constexpr std::array<std::string_view, 4> kCommandsToCome = {"simulate", "lint", "import", "export"};

// Where a server is and whether it speaks TLS: all that asking for its health takes.
constexpr std::array<std::string_view, 5> kHealthSettings = {"host", "port", "tls-cert", "tls-key", "config"};

constexpr char const* kFooter =
    "Every flag is also an environment variable (--log-level: IAMLOCAL_LOG_LEVEL) and a key of the file that\n"
    "--config names (log-level = \"debug\"). A flag wins over the environment, the environment over the file.";

template <class Names>
bool contains(Names const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void add_flags(CLI::App& command, GivenSettings& flags) {
  bool const asks_health = command.get_name() == "health";
  for (Setting const& setting : settings()) {
    if (asks_health && !contains(kHealthSettings, setting.name)) continue;
    std::string const name(setting.name);
    CLI::Option* const option = command.add_option_function<std::vector<std::string>>(
        "--" + name,
        [&flags, name](std::vector<std::string> const& values) {
          if (values.size() > 1) throw UsageError(fmt::format("--{} is given twice", name));
          flags[name] = {values.front(), "--" + name};
        },
        std::string(setting.about));
    option->expected(1)->take_all()->type_name(std::string(setting.placeholder));
    // What is not built yet is refused by name, and help does not offer it.
    if (setting.about.empty()) option->group("");
  }
  command.allow_extras();
  command.footer(kFooter);
}

[[noreturn]] void refuse_word(std::string_view word) {
  if (contains(kCommandsToCome, word)) throw UsageError(fmt::format("iamlocal {} is not built yet", word));
  std::optional<std::string_view> const meant = nearest(word, kCommands);
  throw UsageError(
      fmt::format("unknown command '{}'; {}", word,
                  meant.has_value() ? fmt::format("did you mean {}?", *meant) : "there are serve, exec and health"));
}

[[noreturn]] void refuse_argument(std::string_view argument) {
  if (!argument.starts_with("-")) throw UsageError(fmt::format("unexpected argument '{}'", argument));
  std::string_view const flag = argument.substr(0, argument.find('='));
  std::string_view const name = flag.substr(std::min(flag.find_first_not_of('-'), flag.size()));
  throw UsageError(fmt::format("unknown flag {}; {}", flag, suggest_setting(name, "--")));
}

}  // namespace

CommandLine parse_command_line(std::span<char const* const> arguments) {
  CommandLine line;
  auto const guest_mark =
      std::ranges::find_if(arguments, [](char const* argument) { return argument == std::string_view("--"); });
  bool const has_guest_mark = guest_mark != arguments.end();

  CLI::App app("IAM Local: AWS IAM and STS on this machine.", "iamlocal");
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", "iamlocal " IAM_VERSION);
  add_flags(*app.add_subcommand("serve", "Run the server in the foreground."), line.flags);
  add_flags(*app.add_subcommand("exec", "Run a command against a server of its own: iamlocal exec [flags] -- COMMAND…"),
            line.flags);
  add_flags(*app.add_subcommand("health", "Ask the server on this machine whether it is well; exit 0 when it is."),
            line.flags);

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
  if (app.get_subcommands().empty()) {
    if (extras.empty()) throw UsageError("a command is missing: serve, exec or health");
    if (!extras.front().starts_with("-")) refuse_word(extras.front());
  }
  if (!extras.empty()) refuse_argument(extras.front());
  CLI::App const& chosen = *app.get_subcommands().front();
  if (chosen.get_name() == "exec") {
    if (has_guest_mark) line.guest.assign(guest_mark + 1, arguments.end());
    if (line.guest.empty()) throw UsageError("exec needs a command to run: iamlocal exec [flags] -- COMMAND…");
    line.command = Command::kExec;
  } else {
    if (has_guest_mark) throw UsageError("only exec takes a command behind --");
    line.command = chosen.get_name() == "serve" ? Command::kServe : Command::kHealth;
  }
  return line;
}

}  // namespace iam::program
