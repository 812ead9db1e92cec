#include "pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace iam::manual {
namespace {

constexpr char const* kBegin = R"(#compdef iamlocal
# Completions of zsh for iamlocal. Made from the program's own options.

_iamlocal() {
  local curcontext=$curcontext state line ret=1
  local -a names
  names=(
)";

constexpr char const* kCommands = R"(  )
  _arguments -C \
    '(- : *)'{-h,--help}'[%HELP%]' \
    '(- : *)--version[%VERSION%]' \
    '1: :->command' \
    '*:: :->arguments' && ret=0
  case $state in
    command) _describe -t commands 'command of iamlocal' names && ret=0 ;;
    arguments)
      curcontext=${curcontext%:*:*}:iamlocal-$words[1]:
      case $words[1] in
)";

// Behind -- stands somebody else's command.
constexpr char const* kGuest = R"(          local -i mark=${words[(i)--]}
          if (( mark < CURRENT )); then
            shift $mark words
            (( CURRENT -= mark ))
            _normal && ret=0
            return ret
          fi
)";

// For a specification of _arguments between single quotes.
std::string escaped(std::string_view text) {
  std::string result;
  for (char const c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string action_of(Value const& value) {
  switch (value.kind) {
    case Value::Kind::kFile:
      return "_files";
    case Value::Kind::kChoice:
      return fmt::format("({})", fmt::join(value.words, " "));
    case Value::Kind::kList:
      return fmt::format("_values -s , {} {}", value.placeholder, fmt::join(value.words, " "));
    case Value::Kind::kAny:
    case Value::Kind::kNone:
      break;
  }
  return " ";
}

std::string specification_of(Flag const& flag) {
  bool const has_value = flag.value.kind != Value::Kind::kNone;
  auto text =
      fmt::format("{}{}{}[{}]", flag.may_repeat ? "*" : "", flag.name, has_value ? "=" : "", escaped(flag.about));
  if (has_value) text += fmt::format(":{}:{}", escaped(flag.value.placeholder), action_of(flag.value));
  return text;
}

std::string branch_of(Command const& command) {
  std::string text = fmt::format("        {})\n", command.name);
  if (command.runs_command) text += kGuest;
  text += fmt::format("          _arguments \\\n            '(- : *)'{{-h,--help}}'[{}]'", kHelpAbout);
  for (auto const& flag : command.flags) text += fmt::format(" \\\n            '{}'", specification_of(flag));
  for (auto const& other : command.others) {
    text +=
        fmt::format(" \\\n            '{}:{}:{}'", other.may_repeat ? "*" : "1", other.name, action_of(other.value));
  }
  text += " && ret=0\n          ;;\n";
  return text;
}

std::string replaced(std::string text, std::string_view mark, std::string_view by) {
  return text.replace(text.find(mark), mark.size(), by);
}

}  // namespace

std::string zsh_completion(std::vector<Command> const& commands) {
  std::string text = kBegin;
  for (auto const& command : commands) {
    text += fmt::format("    '{}:{}'\n", command.name, escaped(command.about));
  }
  text += replaced(replaced(kCommands, "%HELP%", kHelpAbout), "%VERSION%", kVersionAbout);
  for (auto const& command : commands) text += branch_of(command);
  text +=
      "      esac\n"
      "      ;;\n"
      "  esac\n"
      "  return ret\n"
      "}\n"
      "\n"
      "_iamlocal \"$@\"\n";
  return text;
}

}  // namespace iam::manual
