// The settings of the program, and what was given for them on the command line, in the environment and in a file.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace iam::program {

struct Setting {
  std::string_view name;  // "log-level": the flag --log-level, IAMLOCAL_LOG_LEVEL, and the key in the file
  // What stands for the value in --help: a word in capitals (FILE, N, PARTITION), or all there is to choose from
  // ("on|off", "N|off"), or a list of which some may be given ("aws,huawei,alexa"). Completions are made from it.
  std::string_view placeholder;
  std::string_view about;
  bool may_repeat = false;  // a flag for each value; elsewhere they are parted by commas, as in one flag
};

// Every setting, in the order --help shows them.
std::span<Setting const> settings();

// "IAMLOCAL_LOG_LEVEL" for "log-level".
std::string variable_name(std::string_view setting);

// What was given for a setting, and where, so that a refusal can name the place.
struct Given {
  std::string value;
  std::string origin;  // "--port", "IAMLOCAL_PORT", "iam.toml:3: port"
};

// By the setting's name. Every name is known; the values are still as they were written.
using GivenSettings = std::map<std::string, Given, std::less<>>;

// " did you mean --port?" for `--prot`, or where to look when nothing is near. `prefix` stands before the names.
std::string suggest_setting(std::string_view name, std::string_view prefix);

// The variables that begin with IAMLOCAL_, but for those that Kubernetes injects for a service of that name.
// `environment` is as in environ(7). Throws UsageError when one is not known.
GivenSettings settings_of_environment(char const* const* environment);

// The flat part of TOML: `key = "text"`, `key = 'text'`, `key = 42` and comments. A word may stand without quotes.
// Throws UsageError when the file cannot be read, a line is malformed, or a key is not known or repeated.
GivenSettings settings_of_file(std::string const& path);

// All three together: a flag wins over the environment, and the environment over the file that `config` names.
GivenSettings all_settings(GivenSettings flags, char const* const* environment);

}  // namespace iam::program
