// What the program takes on its command line, as its own parser knows it.
#pragma once

#include <string>
#include <vector>

namespace iam::manual {

// What may stand for a value.
struct Value {
  enum class Kind {
    kNone,    // a flag without a value
    kAny,     // nobody can tell
    kFile,    // a file or a folder
    kChoice,  // one of the words
    kList,    // some of the words, parted by commas
  };
  Kind kind = Kind::kNone;
  std::vector<std::string> words;
  std::string placeholder;  // "FILE", "on|off"

  bool operator==(Value const&) const = default;
};

struct Flag {
  std::string name;  // "--log-level"; of a command's arguments that are no flags: "FILE"
  std::string about;
  Value value;
  bool may_repeat = false;
  bool is_setting = false;  // also a variable, and a key of the configuration file
};

struct Command {
  std::string name;
  std::string about;
  std::string footer;         // below its --help
  std::vector<Flag> flags;    // without --help, which all have
  std::vector<Flag> others;   // its arguments that are no flags
  bool runs_command = false;  // what stands behind -- is one
};

// All commands, in the order of --help.
std::vector<Command> commands();

// The flags of the program itself, and of each command: --help is for both.
inline constexpr char const* kHelpAbout = "tell what there is";
inline constexpr char const* kVersionAbout = "tell the version";

}  // namespace iam::manual
