#include "pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace iam::manual {
namespace {

constexpr char const* kBegin = R"(# Completions of fish for iamlocal. Made from the program's own options.

# Whether the command of iamlocal is this one, and no command of somebody else has begun behind it.
function __iamlocal_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"; and not contains -- -- $words
end

function __iamlocal_runs_a_command
    set -l words (commandline -opc)
    test "$words[2]" = exec; and contains -- -- $words
end

# What fish would offer if that command stood alone.
function __iamlocal_command_alone
    set -l words (commandline -opc)
    set -l mark (contains -i -- -- $words)
    set -e words[1..$mark]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end

# What completes the last of several words that are parted by commas.
function __iamlocal_list
    set -l chosen (commandline -ct | string replace -r -- '^--[^=]*=' '' | string match -r -- '^.*,')
    for word in $argv
        string match -q -- "*,$word,*" ",$chosen"; or echo "$chosen$word"
    end
end

complete -c iamlocal -f
complete -c iamlocal -n __iamlocal_runs_a_command -a '(__iamlocal_command_alone)'
)";

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (char const c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

// Without files, but where one is wanted.
std::string value_of(Value const& value) {
  switch (value.kind) {
    case Value::Kind::kNone:
      return "";
    case Value::Kind::kFile:
      return " -r -F";
    case Value::Kind::kChoice:
      return fmt::format(" -x -a '{}'", fmt::join(value.words, " "));
    case Value::Kind::kList:
      return fmt::format(" -x -a '(__iamlocal_list {})'", fmt::join(value.words, " "));
    case Value::Kind::kAny:
      break;
  }
  return " -x";
}

std::string lines_of(Command const& command) {
  auto const begin = fmt::format("complete -c iamlocal -n '__iamlocal_is {}'", command.name);
  std::string text = "\n";
  for (auto const& flag : command.flags) {
    text += fmt::format("{} -l {}{} -d {}\n", begin, flag.name.substr(2), value_of(flag.value), quoted(flag.about));
  }
  text += fmt::format("{} -s h -l help -d {}\n", begin, quoted(kHelpAbout));
  if (command.runs_command) text += fmt::format("{} -a -- -d 'the command follows'\n", begin);
  if (!command.others.empty()) text += begin + " -F\n";
  return text;
}

}  // namespace

std::string fish_completion(std::vector<Command> const& commands) {
  std::string text = kBegin;
  auto const begin = "complete -c iamlocal -n __fish_use_subcommand";
  for (auto const& command : commands) {
    text += fmt::format("{} -a {} -d {}\n", begin, command.name, quoted(command.about));
  }
  text += fmt::format("{} -s h -l help -d {}\n", begin, quoted(kHelpAbout));
  text += fmt::format("{} -l version -d {}\n", begin, quoted(kVersionAbout));
  for (auto const& command : commands) text += lines_of(command);
  return text;
}

}  // namespace iam::manual
