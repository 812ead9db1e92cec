#include "pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <utility>

namespace iam::manual {
namespace {

// Needs nothing of the package bash-completion but, where it is there, its way to complete somebody else's command.
// The shell parts words at colons and equals signs, so that --auth=off are three.
constexpr char const* kBegin = R"(# Completions of bash for iamlocal. Made from the program's own options.

# The flags that may still be given: all but those that are there and may not be repeated.
_iamlocal_flags() {
  local flag
  for flag in $1; do
    [[ " $2 " == *" $flag "* || " ${COMP_WORDS[*]:2:COMP_CWORD-2} " != *" $flag "* ]] && printf '%s\n' "$flag"
  done
}

_iamlocal_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

_iamlocal_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_iamlocal_list() {
  local chosen= left= word
  [[ $cur == *,* ]] && chosen=${cur%,*},
  for word in $1; do [[ ,$chosen == *,$word,* ]] || left+=" $word"; done
  compopt -o nospace 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -P "$chosen" -W "$left" -- "${cur##*,}")
}

_iamlocal() {
  local cur=${COMP_WORDS[COMP_CWORD]} flag=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} flags= repeated= at
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
)";

constexpr char const* kGuest = R"(  if [[ $command == exec ]]; then
    for ((at = 2; at < COMP_CWORD; ++at)); do
      [[ ${COMP_WORDS[at]} == -- ]] || continue
      if declare -F _command_offset >/dev/null; then
        _command_offset $((at + 1))
      elif ((COMP_CWORD == at + 1)); then
        mapfile -t COMPREPLY < <(compgen -c -- "$cur")
      else
        _iamlocal_files
      fi
      return
    done
  fi
  if [[ $cur == = ]]; then
    cur=
  elif [[ $flag == = ]]; then
    flag=${COMP_WORDS[COMP_CWORD - 2]}
  fi
)";

std::string words_in(std::vector<std::string> const& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string action_of(Value const& value) {
  switch (value.kind) {
    case Value::Kind::kFile:
      return "_iamlocal_files && return";
    case Value::Kind::kChoice:
      return fmt::format("_iamlocal_words '{}' && return", words_in(value.words));
    case Value::Kind::kList:
      return fmt::format("_iamlocal_list '{}' && return", words_in(value.words));
    case Value::Kind::kAny:
    case Value::Kind::kNone:
      break;
  }
  return "return";
}

// What may stand behind each flag. Those with the same answer share a line.
std::string values_of(Command const& command) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_action;
  for (auto const& flag : command.flags) {
    if (flag.value.kind == Value::Kind::kNone) continue;
    auto const action = action_of(flag.value);
    auto found = by_action.begin();
    while (found != by_action.end() && found->first != action) ++found;
    if (found == by_action.end()) found = by_action.insert(found, {action, {}});
    found->second.push_back(flag.name);
  }
  std::string text;
  for (auto const& [action, names] : by_action) {
    text += fmt::format("        {}) {} ;;\n", fmt::join(names, " | "), action);
  }
  return text;
}

std::string branch_of(Command const& command) {
  std::vector<std::string> names;
  std::vector<std::string> repeated;
  for (auto const& flag : command.flags) {
    names.push_back(flag.name);
    if (flag.may_repeat) repeated.push_back(flag.name);
  }
  names.emplace_back("--help");
  if (command.runs_command) names.emplace_back("--");
  return fmt::format(
      "    {})\n"
      "      case $flag in\n{}"
      "      esac\n"
      "      flags='{}' repeated='{}'\n"
      "{}"
      "      ;;\n",
      command.name, values_of(command), words_in(names), words_in(repeated),
      command.others.empty() ? "" : "      [[ $cur == -* ]] || { _iamlocal_files && return; }\n");
}

}  // namespace

std::string bash_completion(std::vector<Command> const& commands) {
  std::vector<std::string> names;
  for (auto const& command : commands) names.push_back(command.name);
  std::string text = kBegin;
  text += fmt::format(
      "    _iamlocal_words '{} --help --version'\n"
      "    return\n"
      "  fi\n",
      words_in(names));
  text += kGuest;
  text += "  case $command in\n";
  for (auto const& command : commands) text += branch_of(command);
  text +=
      "  esac\n"
      "  _iamlocal_words \"$(_iamlocal_flags \"$flags\" \"$repeated\")\"\n"
      "}\n"
      "\n"
      "complete -F _iamlocal iamlocal\n";
  return text;
}

}  // namespace iam::manual
