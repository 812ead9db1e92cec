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
}

TEST(CommandLine, exec_tells_where_its_command_begins) {
  EXPECT_EQ(refusal_of({"exec", "aws", "iam", "list-users"}),
            "exec needs -- before its command: iamlocal exec [flags] -- aws iam list-users");
  EXPECT_EQ(refusal_of({"exec", "--auth", "enforce", "pytest"}),
            "exec needs -- before its command: iamlocal exec [flags] -- pytest");
}

TEST(CommandLine, only_exec_takes_a_command) {
  EXPECT_EQ(refusal_of({"serve", "--", "true"}), "only exec takes a command behind --");
}

TEST(CommandLine, an_unknown_flag_is_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of({"serve", "--prot", "80"}), "unknown flag --prot; did you mean --port?");
  EXPECT_EQ(refusal_of({"serve", "--durabilty=full"}), "unknown flag --durabilty; did you mean --durability?");
  EXPECT_THAT(refusal_of({"serve", "--frobnicate"}), HasSubstr("--help"));
  EXPECT_EQ(refusal_of({"--frobnicate", "serve"}),
            "unknown flag --frobnicate; iamlocal serve --help lists what there is");
}

TEST(CommandLine, a_flag_before_the_command_is_told_its_place) {
  EXPECT_EQ(refusal_of({"--port", "0", "serve"}), "--port belongs behind the command: iamlocal serve --port 0");
  EXPECT_EQ(refusal_of({"--auth=enforce", "exec", "--", "true"}),
            "--auth belongs behind the command: iamlocal exec --auth=enforce");
  EXPECT_EQ(refusal_of({"--port", "80"}), "--port belongs behind the command: iamlocal serve --port 80");
  EXPECT_EQ(refusal_of({"--port"}), "--port belongs behind the command: iamlocal serve --port");
}

TEST(CommandLine, an_unknown_command_is_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of({"sevre"}), "unknown command 'sevre'; did you mean serve?");
  EXPECT_THAT(refusal_of({"frobnicate"}), HasSubstr("serve, exec, health, simulate, lint, import, export and mcp"));
  EXPECT_THAT(refusal_of({}), HasSubstr("a command is missing"));
}

TEST(CommandLine, a_flag_is_given_once_and_with_a_value) {
  EXPECT_EQ(refusal_of({"serve", "--port"}), "--port needs a value");
  EXPECT_EQ(refusal_of({"serve", "--port", "1", "--port", "2"}), "--port is given twice");
}

TEST(CommandLine, hosts_may_be_several) {
  EXPECT_EQ(parsed({"serve", "--host", "127.0.0.1", "--host", "10.0.0.1"}).flags.at("host").value,
            "127.0.0.1,10.0.0.1");
}

TEST(CommandLine, only_exec_takes_a_region) {
  EXPECT_EQ(parsed({"exec", "--region", "eu-west-1", "--", "true"}).flags.at("region").value, "eu-west-1");
  EXPECT_THAT(refusal_of({"serve", "--region", "eu-west-1"}), HasSubstr("serve does not take --region"));
}

TEST(CommandLine, health_takes_only_what_finds_the_server) {
  EXPECT_EQ(parsed({"health", "--port", "80"}).command, Command::kHealth);
  EXPECT_THAT(refusal_of({"health", "--db", "iam.db"}), HasSubstr("health does not take --db"));
}

TEST(CommandLine, help_lists_every_setting_that_is_built) {
  std::string const help = parsed({"exec", "--help"}).text;
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
