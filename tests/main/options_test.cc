#include "options.h"

#include "iam/base/text.h"
#include "usage_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace iam::program {
namespace {

using ::testing::HasSubstr;

Options with(std::string const& setting, std::string const& value) {
  return options_of({{setting, {value, "--" + setting}}}, {});
}

std::string refusal_of(std::string const& setting, std::string const& value) {
  try {
    with(setting, value);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Options, defaults_are_those_of_the_contract) {
  Options const options = options_of({}, {});
  EXPECT_THAT(options.server.hosts, testing::IsEmpty());  // both loopback addresses
  EXPECT_EQ(options.server.port, 4566);
  EXPECT_EQ(options.store.path, ":memory:");
  EXPECT_EQ(options.store.durability, store::Durability::kNormal);
  EXPECT_EQ(options.account.number(), 123'456'789'012U);
}

TEST(Options, every_value_reaches_its_place) {
  EXPECT_THAT(with("host", "::1").server.hosts, testing::ElementsAre("::1"));
  EXPECT_THAT(with("host", "localhost, 10.0.0.1").server.hosts, testing::ElementsAre("localhost", "10.0.0.1"));
  EXPECT_EQ(with("port", "0").server.port, 0);
  EXPECT_EQ(with("port", "65535").server.port, 65535);
  EXPECT_EQ(with("db", "iam.db").store.path, "iam.db");
  EXPECT_EQ(with("durability", "full").store.durability, store::Durability::kFull);
  EXPECT_EQ(with("account-id", "000000000001").account.number(), 1U);
  EXPECT_EQ(with("threads", "3").server.threads, 3U);
  EXPECT_EQ(with("log-level", "off").log_level, log::Level::kOff);
  EXPECT_EQ(with("log-format", "json").log_format, log::Format::kJson);
}

TEST(Options, lists_are_parted_by_commas) {
  EXPECT_THAT(with("cors-origins", "https://a.example, http://b.example:1").browsers.origins,
              testing::ElementsAre("https://a.example", "http://b.example:1"));
  EXPECT_THAT(with("allowed-hosts", "a.example,*.b.example").browsers.hosts,
              testing::ElementsAre("a.example", "*.b.example"));
  auto const faces = with("faces", "aws,alexa").faces;
  EXPECT_TRUE(faces.aws && faces.alexa && !faces.huawei);
}

TEST(Options, consistency_is_immediate_or_that_of_aws) {
  EXPECT_EQ(options_of({}, {}).consistency.mode, gateway::Consistency::Mode::kImmediate);
  EXPECT_EQ(with("consistency", "aws").consistency.mode, gateway::Consistency::Mode::kAws);
  EXPECT_THAT(refusal_of("consistency", "eventual"), HasSubstr("expected immediate or aws"));
}

TEST(Options, faults_are_a_list_or_a_file_that_has_it) {
  EXPECT_EQ(with("faults", R"([{"preset": "throttle"}, {"drop": "after"}])").faults.size(), 2U);
  auto const file = testing::TempDir() + "faults.json";
  std::ofstream(file) << R"({"operation": "CreateUser", "preset": "slow"})";
  EXPECT_EQ(with("faults", file).faults.front().operation, "CreateUser");
  std::filesystem::remove(file);
  EXPECT_THAT(refusal_of("faults", R"([{"preset": "throtle"}])"), HasSubstr("--faults: fault 1: `preset` is throttle"));
  EXPECT_THAT(refusal_of("faults", file), HasSubstr("cannot read the file of faults"));
}

TEST(Options, what_could_never_match_is_refused) {
  for (auto const* origin : {"app.example.com", "https://", "https://a.example/", "https://*.example", ",", "null"}) {
    EXPECT_THAT(refusal_of("cors-origins", origin), HasSubstr("https://app.example.com")) << origin;
  }
  for (auto const* host : {"a.example:1", "https://a.example", "*.", "a*", ","}) {
    EXPECT_THAT(refusal_of("allowed-hosts", host), HasSubstr("names without ports")) << host;
  }
  EXPECT_THAT(refusal_of("faces", "aws,azure"), HasSubstr("some of aws, huawei and alexa"));
}

TEST(Options, names_are_checked_where_only_this_machine_can_connect) {
  for (auto const* host : {"127.0.0.1", "127.1.2.3", "::1", "localhost", "127.0.0.1,::1"}) {
    EXPECT_TRUE(with("host", host).browsers.checks_hosts) << host;
  }
  for (auto const* host : {"0.0.0.0", "::", "192.168.1.5", "localhost,192.168.1.5"}) {
    EXPECT_FALSE(with("host", host).browsers.checks_hosts) << host;
  }
}

TEST(Options, a_token_of_the_operator_is_one_that_is_asked_for) {
  using Access = gateway::OperatorRules::Access;
  EXPECT_EQ(options_of({}, {}).operator_rules.access, Access::kOpen);
  EXPECT_EQ(with("operator-token", "x").operator_rules.access, Access::kToken);
  EXPECT_EQ(with("operator", "off").operator_rules.access, Access::kOff);
  EXPECT_THAT(refusal_of("operator", "token"), HasSubstr("IAMLOCAL_OPERATOR_TOKEN"));
  EXPECT_THROW(options_of({{"operator", {"open", "--operator"}}, {"operator-token", {"x", "--operator-token"}}}, {}),
               UsageError);
}

TEST(Options, the_console_is_there_unless_it_or_the_operator_is_off) {
  EXPECT_TRUE(options_of({}, {}).operator_rules.has_console);
  EXPECT_TRUE(with("operator-token", "x").operator_rules.has_console);
  EXPECT_FALSE(with("console", "off").operator_rules.has_console);
  EXPECT_FALSE(with("operator", "off").operator_rules.has_console);
  EXPECT_THROW(options_of({{"console", {"on", "--console"}}, {"operator", {"off", "--operator"}}}, {}), UsageError);
}

// The table of readers must follow the table of settings; a setting without a reader is not a usage error.
TEST(Options, every_setting_is_read) {
  for (Setting const& setting : settings()) {
    std::string const name(setting.name);
    EXPECT_NO_THROW(refusal_of(name, "x")) << name;
  }
  EXPECT_THROW(with("frobnicate", "x"), std::logic_error);
}

TEST(Options, a_bad_value_is_refused_with_what_is_expected) {
  EXPECT_EQ(refusal_of("port", "65536"), "--port: '65536' is not valid: expected a port number from 0 to 65535");
  for (char const* port : {"-1", "+1", "1x", " 1", "0x10", "4294967297"}) {
    EXPECT_THAT(refusal_of("port", port), HasSubstr("expected a port number")) << port;
  }
  EXPECT_THAT(refusal_of("host", "example.com"), HasSubstr("expected a numeric address"));
  EXPECT_THAT(refusal_of("host", "[::1]"), HasSubstr("expected a numeric address"));
  EXPECT_THAT(refusal_of("threads", "0"), HasSubstr("expected a number from 1"));
  EXPECT_THAT(refusal_of("threads", "1000000"), HasSubstr("expected a number from 1"));
  EXPECT_THAT(refusal_of("account-id", "12345678901"), HasSubstr("twelve digits"));
  EXPECT_THAT(refusal_of("durability", "FULL"), HasSubstr("expected normal or full"));
  EXPECT_THAT(refusal_of("log-level", "warn"), HasSubstr("warning"));
  EXPECT_THAT(refusal_of("log-format", "xml"), HasSubstr("text or json"));
  EXPECT_THAT(refusal_of("test-idp", "yes"), HasSubstr("expected on or off"));
}

// What --help, the completions and the man page offer is what is taken, and there is nothing else.
TEST(Options, a_closed_set_of_values_is_the_placeholder_of_its_setting) {
  std::size_t closed = 0;
  for (Setting const& setting : settings()) {
    std::string const name(setting.name);
    std::string_view rest = setting.placeholder;
    if (rest.find('|') == std::string_view::npos || std::ranges::any_of(rest, is_upper)) {
      EXPECT_THAT(refusal_of(name, "x"),
                  testing::Not(testing::ContainsRegex("expected [a-z-]+(, [a-z-]+)* or [a-z-]+$")))
          << name;
      continue;
    }
    ++closed;
    std::string told;
    while (!rest.empty()) {
      std::string const value(take_until(rest, '|'));
      bool const needs_token = name == "operator" && value == "token";
      EXPECT_NO_THROW(with(needs_token ? "operator-token" : name, value)) << name << " " << value;
      told += (told.empty() ? "" : rest.empty() ? " or " : ", ") + value;
    }
    EXPECT_THAT(refusal_of(name, "x"), testing::EndsWith("expected " + told)) << name;
  }
  EXPECT_GE(closed, 12U);
  for (std::string_view rest = std::ranges::find(settings(), "faces", &Setting::name)->placeholder; !rest.empty();) {
    EXPECT_NO_THROW(with("faces", std::string(take_until(rest, ','))));
  }
}

TEST(Options, an_empty_value_is_refused) {
  for (Setting const& setting : settings()) {
    EXPECT_THAT(refusal_of(std::string(setting.name), ""), HasSubstr("is empty")) << setting.name;
  }
}

TEST(Options, auth_is_off_or_a_mode_that_checks) {
  for (char const* mode : {"off", "verify", "soft", "enforce"}) {
    EXPECT_EQ(gateway::auth_mode_name(with("auth", mode).auth_mode), mode);
  }
  EXPECT_EQ(Options().auth_mode, gateway::AuthMode::kOff);
  EXPECT_THAT(refusal_of("auth", "on"), HasSubstr("expected off, verify, soft or enforce"));
}

TEST(Options, the_partition_is_that_of_the_region) {
  EXPECT_EQ(with("scope-region", "cn-north-1").partition, Partition::kAwsChina);
  EXPECT_EQ(with("partition", "aws-us-gov").partition, Partition::kAwsUsGov);
  EXPECT_THAT(refusal_of("partition", "aws-moon"), HasSubstr("aws-us-gov"));
}

TEST(Options, scope_region_is_a_region) {
  EXPECT_EQ(with("scope-region", "eu-west-1").scope_region, "eu-west-1");
  for (char const* region : {"EU", "eu west", "eu/west", "an-absurdly-long-name-of-no-region"}) {
    EXPECT_THAT(refusal_of("scope-region", region), HasSubstr("such as us-east-1")) << region;
  }
}

TEST(Options, tls_needs_certificate_and_key) {
  EXPECT_THAT(refusal_of("tls-cert", "cert.pem"), HasSubstr("both"));
  EXPECT_THAT(refusal_of("tls-key", "key.pem"), HasSubstr("both"));
  Options const options = options_of({{"tls-cert", {"c", ""}}, {"tls-key", {"k", ""}}}, {});
  EXPECT_TRUE(speaks_tls(options));
}

TEST(Options, a_certificate_is_given_or_made) {
  EXPECT_TRUE(speaks_tls(with("tls", "self-signed")));
  EXPECT_FALSE(speaks_tls(with("tls", "off")));
  EXPECT_THAT(refusal_of("tls", "on"), HasSubstr("expected self-signed or off"));
  EXPECT_THAT(refusal_of("tls-cert-out", "ca.pem"), HasSubstr("--tls self-signed"));
  for (auto const* mode : {"self-signed", "off"}) {
    GivenSettings const both{{"tls", {mode, ""}}, {"tls-cert", {"c", ""}}, {"tls-key", {"k", ""}}};
    EXPECT_THROW(options_of(both, {}), UsageError) << mode;
  }
}

TEST(Options, strict_is_what_reading_is_unless_loose_is_asked_for) {
  EXPECT_EQ(Options().strictness, service::Strictness::kStrict);
  EXPECT_EQ(with("strictness", "loose").strictness, service::Strictness::kLoose);
  EXPECT_THAT(refusal_of("strictness", "lenient"), HasSubstr("expected strict or loose"));
}

TEST(Options, the_region_of_a_command_is_one_of_the_partition) {
  EXPECT_EQ(with("region", "cn-north-1").partition, Partition::kAwsChina);
  EXPECT_EQ(with("region", "eu-west-1").region, "eu-west-1");
  EXPECT_THAT(refusal_of("region", "eu west"), HasSubstr("such as us-east-1"));
  GivenSettings const two{{"scope-region", {"eu-west-1", "--scope-region"}}, {"region", {"us-east-1", "--region"}}};
  EXPECT_THROW(options_of(two, {}), UsageError);
  GivenSettings const foreign{{"partition", {"aws", "--partition"}}, {"region", {"cn-north-1", "--region"}}};
  EXPECT_THROW(options_of(foreign, {}), UsageError);
}

TEST(Options, a_client_reaches_a_wildcard_address_over_the_loopback) {
  EXPECT_EQ(client_url(with("host", "0.0.0.0"), "0.0.0.0", 80), "http://127.0.0.1:80");
  EXPECT_EQ(client_url(with("host", "::"), "::", 80), "http://[::1]:80");
  EXPECT_EQ(client_url(with("host", "10.0.0.1"), "10.0.0.1", 80), "http://10.0.0.1:80");
  EXPECT_EQ(client_url(with("host", "localhost"), "127.0.0.1", 80), "http://localhost:80");
  EXPECT_EQ(client_url({}, "127.0.0.1", 80), "http://127.0.0.1:80");
  EXPECT_EQ(reachable_address("localhost"), "127.0.0.1");
}

// Where there is no IPv6, a server on :: listens on 0.0.0.0.
TEST(Options, health_asks_where_a_server_may_have_fallen_back_to) {
  EXPECT_THAT(reachable_addresses(with("host", "::")), testing::ElementsAre("::1", "127.0.0.1"));
  EXPECT_THAT(reachable_addresses({}), testing::ElementsAre("127.0.0.1"));
  EXPECT_THAT(reachable_addresses(with("host", "10.0.0.1,::1")), testing::ElementsAre("10.0.0.1"));
}

}  // namespace
}  // namespace iam::program
