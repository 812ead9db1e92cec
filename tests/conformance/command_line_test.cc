// The program as a person or a script meets it: what it refuses, exec, health.
#include "client/caller.h"

#include <fstream>

namespace conformance {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

// Refused before anything listens: status 2, nothing on stdout, and words on stderr that help.
void expect_refused(Finished const& finished, std::string const& complaint, std::string const& suggestion) {
  EXPECT_EQ(finished.status, 2);
  EXPECT_EQ(finished.out, "");
  EXPECT_THAT(finished.err, AllOf(HasSubstr(complaint), HasSubstr(suggestion)));
}

// Contract: a setting that is silently ignored is the fault users report most of other emulators.
TEST(CommandLine, refuses_what_it_does_not_know_with_a_suggestion) {
  expect_refused(run({"serve", "--prot", "0"}), "--prot", "--port");
  expect_refused(run({"serve", "--port", "0"}, {"IAMLOCAL_DURABILTY=full"}), "IAMLOCAL_DURABILTY",
                 "IAMLOCAL_DURABILITY");
  TemporaryDirectory const directory;
  auto const file = directory.file("iam.toml");
  std::ofstream(file) << "port = 0\nacount-id = \"111122223333\"\n";
  expect_refused(run({"serve", "--config", file}), "acount-id", "account-id");
  expect_refused(run({"sevre"}), "sevre", "serve");
}

TEST(CommandLine, refuses_values_that_make_no_sense) {
  for (auto const& [flag, value] : std::vector<std::pair<std::string, std::string>>{{"--port", "65536"},
                                                                                    {"--durability", "often"},
                                                                                    {"--account-id", "12"},
                                                                                    {"--auth", "maybe"},
                                                                                    {"--host", "example.org"}}) {
    expect_refused(run({"serve", flag, value}), flag, value);
  }
}

TEST(CommandLine, takes_settings_from_a_file_and_the_environment) {
  TemporaryDirectory const directory;
  auto const file = directory.file("iam.toml");
  std::ofstream(file) << "# of a test\naccount-id = \"111122223333\"\nport = 0\n";
  auto const identity = R"(exec 3<>"/dev/tcp/127.0.0.1/${AWS_ENDPOINT_URL##*:}"; )"
                        R"(printf 'GET /_iam/health HTTP/1.0\r\n\r\n' >&3; cat <&3)";
  EXPECT_THAT(run({"exec", "--config", file, "--", "bash", "-c", identity}).out,
              HasSubstr(R"("account":"111122223333")"));
  EXPECT_THAT(run({"exec", "--config", file, "--", "bash", "-c", identity}, {"IAMLOCAL_ACCOUNT_ID=444455556666"}).out,
              HasSubstr(R"("account":"444455556666")"));
}

TEST(Serve, tells_its_real_port_in_the_first_line) {
  EXPECT_THAT(shared_server().first_line(), MatchesRegex("iamlocal listening on http://127\\.0\\.0\\.1:[1-9][0-9]*"));
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/health"}).status, 200);
}

TEST(Exec, exits_with_the_status_of_the_command_and_says_nothing_itself) {
  auto const finished = run({"exec", "--", "sh", "-c", "echo from the command; exit 7"});
  EXPECT_EQ(finished.status, 7);
  EXPECT_EQ(finished.out, "from the command\n");
  EXPECT_EQ(run({"exec", "--", "sh", "-c", "kill -TERM $$"}).status, 128 + 15);
  EXPECT_EQ(run({"exec", "--", "/nowhere/no-such-command"}).status, 127);
  EXPECT_EQ(run({"exec"}).status, 2);
}

// Contract: the command must not reach the real AWS by accident.
TEST(Exec, leaves_the_command_no_way_to_the_real_aws) {
  auto const environment =
      "\n" + run({"exec", "--", "env"},
                 {"AWS_PROFILE=prod", "AWS_DEFAULT_PROFILE=prod", "AWS_SESSION_TOKEN=secret",
                  "AWS_ENDPOINT_URL_IAM=https://iam.amazonaws.com", "AWS_ENDPOINT_URL_STS=https://sts.amazonaws.com",
                  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "AWS_ROLE_ARN=arn", "AWS_WEB_IDENTITY_TOKEN_FILE=/token",
                  "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.170.2/x", "AWS_ACCESS_KEY_ID=AKIAREAL",
                  "AWS_SECRET_ACCESS_KEY=real", "AWS_REGION=eu-west-1", "AWS_CONFIG_FILE=/real/config",
                  "AWS_SHARED_CREDENTIALS_FILE=/real/credentials", "NO_PROXY=intranet", "no_proxy=intranet"})
                 .out;
  for (auto const* gone : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_IAM",
                           "AWS_ENDPOINT_URL_STS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_ROLE_ARN",
                           "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI"}) {
    EXPECT_THAT(environment, Not(HasSubstr("\n" + std::string(gone) + "=")));
  }
  EXPECT_THAT(environment, Not(HasSubstr("/real/")));
  for (auto const* set :
       {"\nAWS_ENDPOINT_URL=http://127.0.0.1:", "\nAWS_ACCESS_KEY_ID=test\n", "\nAWS_SECRET_ACCESS_KEY=test\n",
        "\nAWS_REGION=", "\nAWS_DEFAULT_REGION=", "\nAWS_CONFIG_FILE=", "\nAWS_SHARED_CREDENTIALS_FILE="}) {
    EXPECT_THAT(environment, HasSubstr(set));
  }
  for (auto const* host : {"127\\.0\\.0\\.1", "localhost", "intranet"}) {
    EXPECT_THAT(environment, ContainsRegex("\nNO_PROXY=[^\n]*" + std::string(host)));
  }
}

TEST(Health, is_asked_by_the_program_itself) {
  std::string port;
  {
    Server server;
    port = std::to_string(server.port());
    EXPECT_EQ(run({"health", "--port", port}).status, 0);
    EXPECT_EQ(server.terminate(), 0);
  }
  EXPECT_EQ(run({"health", "--port", port}).status, 1);
}

TEST(Health, says_how_a_server_with_tls_is_asked) {
  Server const server({"--tls", "self-signed"});
  auto const port = std::to_string(server.port());
  auto const plain = run({"health", "--port", port});
  EXPECT_EQ(plain.status, 1);
  EXPECT_THAT(plain.err, HasSubstr("--tls self-signed"));
  EXPECT_EQ(run({"health", "--port", port, "--tls", "self-signed"}).status, 0);
}

}  // namespace
}  // namespace conformance
