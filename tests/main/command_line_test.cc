#include "command_line.h"

#include "usage_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace iam::program {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

CommandLine parsed(std::vector<char const*> const& arguments) { return parse_command_line(arguments); }

std::string refusal_of(std::vector<char const*> const& arguments) {
  try {
    parse_command_line(arguments);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "not refused";
}

TEST(CommandLine, serve_collects_flags_by_setting) {
  CommandLine const line = parsed({"serve", "--port", "0", "--log-level=debug"});
  EXPECT_EQ(line.command, Command::kServe);
  EXPECT_EQ(line.flags.at("port").value, "0");
  EXPECT_EQ(line.flags.at("port").origin, "--port");
  EXPECT_EQ(line.flags.at("log-level").value, "debug");
}

TEST(CommandLine, exec_leaves_everything_behind_the_dashes_to_the_command) {
  CommandLine const line = parsed({"exec", "--db", "iam.db", "--", "pytest", "--port", "--", "-x"});
  EXPECT_EQ(line.command, Command::kExec);
  EXPECT_EQ(line.flags.size(), 1U);
  EXPECT_THAT(line.guest, ElementsAre("pytest", "--port", "--", "-x"));
}

TEST(CommandLine, exec_without_a_command_is_refused) {
  EXPECT_THAT(refusal_of({"exec"}), HasSubstr("needs a command"));
  EXPECT_THAT(refusal_of({"exec", "--"}), HasSubstr("needs a command"));
  EXPECT_EQ(refusal_of({"exec", "true"}), "unexpected argument 'true'");
}

TEST(CommandLine, only_exec_takes_a_command) {
  EXPECT_EQ(refusal_of({"serve", "--", "true"}), "only exec takes a command behind --");
}

TEST(CommandLine, an_unknown_flag_is_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of({"serve", "--prot", "80"}), "unknown flag --prot; did you mean --port?");
  EXPECT_EQ(refusal_of({"serve", "--durabilty=full"}), "unknown flag --durabilty; did you mean --durability?");
  EXPECT_THAT(refusal_of({"serve", "--frobnicate"}), HasSubstr("--help"));
  EXPECT_THAT(refusal_of({"--port", "80"}), HasSubstr("unknown flag --port"));
}

TEST(CommandLine, an_unknown_command_is_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of({"sevre"}), "unknown command 'sevre'; did you mean serve?");
  EXPECT_THAT(refusal_of({"frobnicate"}), HasSubstr("serve, exec, health, simulate and lint"));
  EXPECT_THAT(refusal_of({}), HasSubstr("a command is missing"));
}

TEST(CommandLine, a_command_to_come_is_refused_as_not_built) {
  for (char const* command : {"import", "export"}) {
    EXPECT_EQ(refusal_of({command}), "iamlocal " + std::string(command) + " is not built yet");
  }
}

TEST(CommandLine, a_flag_is_given_once_and_with_a_value) {
  EXPECT_EQ(refusal_of({"serve", "--port"}), "--port needs a value");
  EXPECT_EQ(refusal_of({"serve", "--port", "1", "--port", "2"}), "--port is given twice");
}

TEST(CommandLine, health_takes_only_what_finds_the_server) {
  EXPECT_EQ(parsed({"health", "--port", "80"}).command, Command::kHealth);
  EXPECT_THAT(refusal_of({"health", "--db", "iam.db"}), HasSubstr("unknown flag --db"));
}

TEST(CommandLine, help_lists_every_setting_that_is_built) {
  std::string const help = parsed({"serve", "--help"}).text;
  for (Setting const& setting : settings()) {
    std::string const flag = "--" + std::string(setting.name) + " ";
    if (setting.about.empty()) {
      EXPECT_THAT(help, Not(HasSubstr(flag)));
    } else {
      EXPECT_THAT(help, HasSubstr(flag));
    }
  }
}

TEST(CommandLine, version_names_the_program) {
  EXPECT_THAT(parsed({"--version"}).text, testing::MatchesRegex("iamlocal [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace iam::program
