#include "settings.h"

#include "usage_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace iam::program {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

GivenSettings of_environment(std::vector<char const*> entries) {
  entries.push_back(nullptr);
  return settings_of_environment(entries.data());
}

template <class Function>
std::string refusal_of(Function const& function) {
  try {
    function();
  } catch (UsageError const& error) {
    return error.what();
  }
  return "not refused";
}

class SettingsFile : public testing::Test {
 protected:
  ~SettingsFile() override { std::remove(path_.c_str()); }

  GivenSettings read(std::string_view contents) {
    std::ofstream(path_, std::ios::binary) << contents;
    return settings_of_file(path_);
  }

  std::string refusal(std::string_view contents) {
    return refusal_of([&] { read(contents); });
  }

  std::string const path_ =
      testing::TempDir() + "iam_" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

TEST(Environment, every_setting_has_its_variable) {
  GivenSettings const given =
      of_environment({"HOME=/", "IAMLOCAL_LOG_LEVEL=debug", "IAMLOCAL_TLS_CERT=a=b", "IAMLOCAL_ACCOUNT_ID=1"});
  EXPECT_EQ(given.size(), 3U);
  EXPECT_EQ(given.at("log-level").value, "debug");
  EXPECT_EQ(given.at("log-level").origin, "IAMLOCAL_LOG_LEVEL");
  EXPECT_EQ(given.at("tls-cert").value, "a=b");
}

TEST(Environment, an_unknown_variable_is_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of([] { of_environment({"IAMLOCAL_LOG_LEVL=debug"}); }),
            "unknown environment variable IAMLOCAL_LOG_LEVL; did you mean IAMLOCAL_LOG_LEVEL?");
  EXPECT_THAT(refusal_of([] { of_environment({"IAMLOCAL_=1"}); }), HasSubstr("unknown environment variable"));
  EXPECT_THAT(refusal_of([] { of_environment({"IAMLOCAL_log_level=1"}); }), EndsWith("IAMLOCAL_LOG_LEVEL?"));
}

// A service named `iamlocal` in the same namespace puts these into every pod, ours included.
TEST(Environment, what_kubernetes_injects_is_passed_over) {
  EXPECT_TRUE(of_environment({"IAMLOCAL_SERVICE_HOST=10.0.0.1", "IAMLOCAL_SERVICE_PORT=4566",
                              "IAMLOCAL_SERVICE_PORT_HTTP=4566", "IAMLOCAL_PORT=tcp://10.0.0.1:4566",
                              "IAMLOCAL_PORT_4566_TCP=tcp://10.0.0.1:4566", "IAMLOCAL_PORT_4566_TCP_PROTO=tcp",
                              "IAMLOCAL_PORT_4566_TCP_PORT=4566", "IAMLOCAL_PORT_4566_TCP_ADDR=10.0.0.1"})
                  .empty());
  EXPECT_EQ(of_environment({"IAMLOCAL_PORT=80"}).at("port").value, "80");
  EXPECT_THAT(refusal_of([] { of_environment({"IAMLOCAL_PORT_TCP=1"}); }), HasSubstr("unknown"));
  EXPECT_THAT(refusal_of([] { of_environment({"IAMLOCAL_PORT_80=1"}); }), HasSubstr("unknown"));
}

TEST_F(SettingsFile, reads_texts_numbers_and_comments) {
  GivenSettings const given = read(
      "# where it listens\n"
      "port = 8080 # not the usual one\r\n"
      "\n"
      "  db = \"/tmp/a#b \\\"c\\\".db\"\n"
      "host='::1'\n"
      "log-level = debug");
  EXPECT_EQ(given.at("port").value, "8080");
  EXPECT_EQ(given.at("port").origin, path_ + ":2: port");
  EXPECT_EQ(given.at("db").value, "/tmp/a#b \"c\".db");
  EXPECT_EQ(given.at("host").value, "::1");
  EXPECT_EQ(given.at("log-level").value, "debug");
}

TEST_F(SettingsFile, an_unknown_key_is_refused_with_its_line_and_the_nearest) {
  EXPECT_EQ(refusal("\nprot = 1\n"), path_ + ":2: unknown key 'prot'; did you mean port?");
  EXPECT_THAT(refusal("log_level = 'debug'"), EndsWith("did you mean log-level?"));
  EXPECT_THAT(refusal("config = 'other.toml'"), HasSubstr("cannot name another"));
}

TEST_F(SettingsFile, a_malformed_line_is_refused) {
  for (char const* line : {"port", "[serve]", "x", "= 1"}) EXPECT_THAT(refusal(line), HasSubstr(":1: ")) << line;
  for (char const* line : {"port =", "port = 1 2", "port = \"1", "port = '1", "port = [1]", "db = \"a\" \"b\"",
                           "db = \"\\q\"", "db = \"a\\", "db = a=b"}) {
    EXPECT_THAT(refusal(line), HasSubstr(":1: the value of")) << line;
  }
}

TEST_F(SettingsFile, a_repeated_key_is_refused) {
  EXPECT_THAT(refusal("port = 1\nport = 2\n"), EndsWith(":2: port is given twice"));
}

TEST_F(SettingsFile, a_file_of_absurd_size_is_refused) {
  EXPECT_THAT(refusal(std::string(100'000, '\n')), HasSubstr("larger than"));
}

TEST_F(SettingsFile, an_empty_file_gives_nothing) { EXPECT_TRUE(read("").empty()); }

TEST(Settings, a_file_that_cannot_be_read_is_refused) {
  EXPECT_THAT(refusal_of([] { settings_of_file("/nonexistent/iam.toml"); }), HasSubstr("cannot read"));
  EXPECT_THAT(refusal_of([] { settings_of_file("/"); }), HasSubstr("cannot read"));
}

TEST_F(SettingsFile, a_flag_wins_over_the_environment_and_that_over_the_file) {
  read("port = 1\nhost = '127.0.0.1'\nthreads = 1\n");
  std::string const config = "IAMLOCAL_CONFIG=" + path_;
  std::vector<char const*> const environment = {config.c_str(), "IAMLOCAL_PORT=2", "IAMLOCAL_HOST=127.0.0.2", nullptr};
  GivenSettings const given = all_settings({{"port", {"3", "--port"}}}, environment.data());
  EXPECT_EQ(given.at("port").value, "3");
  EXPECT_EQ(given.at("host").value, "127.0.0.2");
  EXPECT_EQ(given.at("threads").value, "1");
}

}  // namespace
}  // namespace iam::program
