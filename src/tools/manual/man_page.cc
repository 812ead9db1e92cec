#include "pages.h"

#include "iam/base/text.h"
#include "settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace iam::manual {
namespace {

constexpr char const* kDescription = R"(.SH DESCRIPTION
.B iamlocal
is a local server that speaks AWS IAM and STS, decides permissions as AWS does, and says why.
It is for tests only: it protects nothing.
The endpoints below
.I /_iam/
can erase everything, and need no credentials unless
.B \-\-operator
says so.
.PP
A line on standard output tells where the server listens, once it does; what it logs goes to standard error.
SIGTERM and SIGINT finish what is in flight, checkpoint the database and end it with status 0.
)";

constexpr char const* kEnvironment = R"(.PP
The command of
.B "iamlocal exec"
finds the server by
.BR AWS_ENDPOINT_URL ,
.BR AWS_ACCESS_KEY_ID ,
.BR AWS_SECRET_ACCESS_KEY ,
.B AWS_REGION
and
.BR AWS_DEFAULT_REGION ,
with TLS also by
.B AWS_CA_BUNDLE
and
.BR NODE_EXTRA_CA_CERTS .
Whatever else could lead it to credentials or to AWS is removed from its environment.
)";

constexpr char const* kFiles = R"(.SH FILES
The program reads and writes no file that it is not told.
The file of
.B \-\-config
is TOML: the settings without their dashes, a line each, as in
.BR "auth = \(dqenforce\(dq" .
Beside a database
.I FILE
are
.I FILE\-wal
and
.I FILE\-shm
while it is in use.
It holds every secret, and only its owner can read it.
.PP
The service of the Debian package has its settings in
.I /etc/default/iamlocal
and its database in
.IR /var/lib/iamlocal/iam.db .
)";

constexpr char const* kStatus = R"(.SH EXIT STATUS
.TP
.B 0
All went well.
.TP
.B 1
Something went wrong: nothing answers, a file cannot be read.
.TP
.B 2
The command line, a variable or the configuration file is wrong. The message tells what to change.
.TP
.BR 3 ", " 4
What
.B simulate
or
.B lint
found: see there.
.PP
.B exec
ends with the status of its command: 128 + n when signal n ended it, 127 when it was not found, 126 when it could not be
run.
)";

// Each is run by a test, but for those that go on until they are stopped.
constexpr char const* kExamples = R"(.SH EXAMPLES
A server that enforces permissions, with a database and with users and roles to begin with:
.PP
.EX
    iamlocal serve \-\-auth enforce \-\-db iam.db \-\-seed roles.yaml
.EE
.PP
Tests against a server of their own:
.PP
.EX
    iamlocal exec \-\-auth enforce \-\- python3 \-m unittest
.EE
.PP
Would AWS allow it, and why not?
.PP
.EX
    iamlocal simulate \-\-policy policy.json \-\-action s3:GetObject \-\-explain
.EE
.PP
What is wrong with a policy, before it is saved:
.PP
.EX
    iamlocal lint \-\-type trust \-\-format json trust.json
.EE
.PP
What an account of the server holds, into another one:
.PP
.EX
    iamlocal export \-\-db iam.db | iamlocal import \-\-db other.db \-
.EE
.SH SEE ALSO
.BR aws (1)
)";

// Text of ours as troff reads it: with a minus for each hyphen, so that what is copied works.
std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    constexpr std::string_view kEllipsis = "…";
    if (text.starts_with(kEllipsis)) {
      result += "...";
      text.remove_prefix(kEllipsis.size());
      continue;
    }
    char const c = text.front();
    text.remove_prefix(1);
    switch (c) {
      case '-':
        result += "\\-";
        break;
      case '\\':
        result += "\\e";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '"':
        result += "\\(dq";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string sentence(std::string_view about) {
  bool const is_whole = about.ends_with('.') || about.ends_with("…");
  return escaped(about) + (is_whole ? "\n" : ".\n");
}

// With lines of text, not of macros, that are no longer than 80 characters: mandoc's style.
std::string filled(std::string_view page) {
  constexpr std::size_t kLineLengthMax = 80;
  std::string result;
  while (!page.empty()) {
    auto line = take_until(page, '\n');
    while (line.size() > kLineLengthMax && !line.starts_with('.')) {
      auto const end = line.rfind(' ', kLineLengthMax);
      if (end == std::string_view::npos || end == 0) break;
      result.append(line.substr(0, end)) += '\n';
      line.remove_prefix(end + 1);
      if (line.starts_with('.')) result += "\\&";
    }
    result.append(line) += '\n';
  }
  return result;
}

std::string entry_of(Flag const& flag) {
  bool const has_value = flag.value.kind != Value::Kind::kNone;
  return fmt::format(".TP\n.{} {}{}\n{}", has_value ? "BI" : "B", escaped(flag.name),
                     has_value ? fmt::format(" \" {}\"", escaped(flag.value.placeholder)) : "", sentence(flag.about));
}

// A sentence's end.
std::string names_of(std::vector<std::string> const& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    bool const is_last = i + 1 == names.size();
    bool const is_last_but_one = i + 2 == names.size();
    text += fmt::format(".{} {}{}\n", is_last_but_one ? "B" : "BR", escaped(names[i]),
                        is_last           ? " ."
                        : is_last_but_one ? ""
                                          : " ,");
    if (is_last_but_one) text += "and\n";
  }
  return text;
}

std::string synopsis_of(Command const& command) {
  auto text = fmt::format(".br\n.B iamlocal {}\n", command.name);
  if (!command.flags.empty()) text += ".RI [ flags ]\n";
  if (command.runs_command) text += ".B \\-\\-\n.I command\n.RI [ arguments ]\n";
  for (auto const& other : command.others) {
    text += fmt::format(".I {}{}\n", other.name, other.may_repeat ? " ..." : "");
  }
  return text;
}

// What the command has beside settings, what its --help says of it, and which settings it takes.
std::string section_of(Command const& command, std::size_t settings_of_all) {
  auto text = fmt::format(".SS iamlocal {}\n{}", command.name, sentence(command.about));
  std::vector<std::string> settings;
  for (auto const& flag : command.flags) {
    if (flag.is_setting) {
      settings.push_back(flag.name);
    } else {
      text += entry_of(flag);
    }
  }
  for (auto const& other : command.others) {
    text += fmt::format(".TP\n.I {}\n{}", other.name, sentence(other.about));
  }
  if (settings.size() < command.flags.size()) {
    std::string footer = command.footer;
    std::ranges::replace(footer, '\n', ' ');
    text += ".PP\n" + sentence(footer);
  }
  if (settings.empty()) return text;
  text += ".PP\n";
  if (settings.size() + 1 >= settings_of_all) {
    bool const has_all = settings.size() == settings_of_all;
    return text +
           (has_all ? "It takes all settings below.\n" : "It takes all settings below but\n.BR \\-\\-region .\n");
  }
  return text + "Of the settings below it takes\n" + names_of(settings);
}

std::vector<Flag> settings_of(std::vector<Command> const& commands) {
  std::vector<Flag> all;
  std::set<std::string> seen;
  for (auto const& setting : program::settings()) {
    for (auto const& command : commands) {
      for (auto const& flag : command.flags) {
        if (flag.name.substr(2) == setting.name && flag.is_setting && seen.insert(flag.name).second) {
          all.push_back(flag);
        }
      }
    }
  }
  return all;
}

}  // namespace

std::string man_page(std::vector<Command> const& commands, std::string_view version, std::string_view date) {
  auto text = fmt::format(
      ".\\\" Made from the program's own options.\n"
      ".TH IAMLOCAL 1 {} \"iamlocal {}\" \"User Commands\"\n"
      ".SH NAME\n"
      "iamlocal \\- AWS IAM and STS on this machine, for tests\n"
      ".SH SYNOPSIS\n",
      date, version);
  std::string synopsis;
  for (auto const& command : commands) synopsis += synopsis_of(command);
  text += synopsis.substr(synopsis.find('\n') + 1);
  text += ".br\n.B iamlocal\n.RB { \\-\\-help | \\-\\-version }\n";
  text += kDescription;

  auto const settings = settings_of(commands);
  text += ".SH COMMANDS\nEach tells with\n.B \\-\\-help\nwhat it takes.\n";
  for (auto const& command : commands) text += section_of(command, settings.size());
  text +=
      ".SH SETTINGS\n"
      "A flag wins over its variable, and the variable over the file that\n"
      ".B \\-\\-config\n"
      "names. What stands between round brackets at the end is the default.\n";
  for (auto const& setting : settings) text += entry_of(setting);

  text += ".SH ENVIRONMENT\nEach setting is also a variable:\n";
  std::vector<std::string> variables;
  for (auto const& setting : settings) variables.push_back(program::variable_name(setting.name.substr(2)));
  text += names_of(variables);
  text += ".PP\nOther variables that begin with\n.B IAMLOCAL_\nare refused, but for those of Kubernetes.\n";
  return filled(text + kEnvironment + kFiles + kStatus + kExamples);
}

}  // namespace iam::manual
