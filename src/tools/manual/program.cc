#include "program.h"

#include "command_line.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "settings.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace iam::manual {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

std::vector<std::string> words_of(std::string_view text, char separator) {
  std::vector<std::string> words;
  while (!text.empty()) {
    auto const part = take_until(text, separator);
    if (is_word(part)) words.emplace_back(part);
  }
  return words;
}

Value value_of(std::string const& placeholder) {
  using Kind = Value::Kind;
  Value value{.kind = Kind::kAny, .placeholder = placeholder};
  if (placeholder == "FILE" || placeholder.ends_with("|FILE") || placeholder.starts_with("FILE|")) {
    value.kind = Kind::kFile;
  } else if (placeholder == "PARTITION") {
    value.kind = Kind::kChoice;
    for (auto const& partition : kPartitions) value.words.emplace_back(partition.name);
  } else if (placeholder.find(',') != std::string::npos) {
    value.kind = Kind::kList;
    value.words = words_of(placeholder, ',');
  } else if (value.words = words_of(placeholder, '|'); !value.words.empty()) {
    value.kind = Kind::kChoice;
  }
  return value;
}

Flag flag_of(CLI::Option const& option) {
  auto const& names = option.get_lnames();
  Flag flag{.name = names.empty() ? option.get_name() : "--" + names.front(), .about = option.get_description()};
  flag.may_repeat = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  if (names.empty()) {
    flag.value = value_of(flag.name);
    flag.may_repeat = option.get_items_expected_max() > 1;
    return flag;
  }
  if (option.get_items_expected_max() > 0) flag.value = value_of(option.get_type_name());
  auto const settings = program::settings();
  auto const setting = std::ranges::find(settings, std::string_view(names.front()), &program::Setting::name);
  if (setting != settings.end()) {
    flag.is_setting = true;
    flag.may_repeat = setting->may_repeat;
  }
  return flag;
}

}  // namespace

std::vector<Command> commands() {
  CLI::App app;
  program::CommandLine line;
  program::add_commands(app, line);
  CLI::App const& whole = app;
  std::vector<Command> all;
  for (CLI::App const* each : whole.get_subcommands([](CLI::App const*) { return true; })) {
    Command command{.name = each->get_name(), .about = each->get_description(), .footer = each->get_footer()};
    command.runs_command = command.name == "exec";
    for (CLI::Option const* option : each->get_options()) {
      if (option == each->get_help_ptr()) continue;
      auto flag = flag_of(*option);
      (option->nonpositional() ? command.flags : command.others).push_back(std::move(flag));
    }
    all.push_back(std::move(command));
  }
  return all;
}

}  // namespace iam::manual
