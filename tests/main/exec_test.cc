#include "exec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::program {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> environment_from(std::vector<char const*> inherited, Endpoint const& endpoint) {
  inherited.push_back(nullptr);
  return guest_environment(inherited.data(), endpoint);
}

std::vector<std::string> environment_from(std::vector<char const*> const& inherited) {
  return environment_from(inherited, {.url = "http://127.0.0.1:40000", .host = "127.0.0.1", .ca_bundle = ""});
}

TEST(GuestEnvironment, points_every_client_at_the_server) {
  EXPECT_THAT(
      environment_from({"AWS_ENDPOINT_URL=https://iam.amazonaws.com", "AWS_ACCESS_KEY_ID=AKIAREAL"}),
      IsSupersetOf({"AWS_ENDPOINT_URL=http://127.0.0.1:40000", "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test",
                    "AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1", "AWS_CONFIG_FILE=/dev/null",
                    "AWS_SHARED_CREDENTIALS_FILE=/dev/null", "AWS_EC2_METADATA_DISABLED=true"}));
}

// Each of these has led a test suite to a real account: it names other credentials or another endpoint.
TEST(GuestEnvironment, removes_whatever_leads_to_real_aws) {
  for (char const* name :
       {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_ENDPOINT_URL_IAM",
        "AWS_ENDPOINT_URL_STS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CREDENTIAL_EXPIRATION", "AWS_ACCOUNT_ID"}) {
    std::string const entry = std::string(name) + "=value";
    EXPECT_THAT(environment_from({entry.c_str()}), Not(Contains(StartsWith(std::string(name) + "=")))) << name;
  }
}

TEST(GuestEnvironment, keeps_what_is_not_about_aws) {
  EXPECT_THAT(environment_from({"PATH=/bin", "EMPTY=", "EQUALS=a=b", "AWS_PAGER="}),
              IsSupersetOf({"PATH=/bin", "EMPTY=", "EQUALS=a=b", "AWS_PAGER="}));
}

TEST(GuestEnvironment, bypasses_proxies_for_the_loopback_and_keeps_their_exceptions) {
  std::vector<std::string> const environment = environment_from({"NO_PROXY=a.example", "no_proxy=b.example"});
  for (char const* name : {"NO_PROXY", "no_proxy"}) {
    EXPECT_THAT(environment, Contains(std::string(name) + "=127.0.0.1,localhost,::1,a.example,b.example"));
  }
  EXPECT_THAT(environment_from({}), Contains("no_proxy=127.0.0.1,localhost,::1"));
  EXPECT_THAT(environment_from({"NO_PROXY=x", "no_proxy=x"}), Contains("no_proxy=127.0.0.1,localhost,::1,x"));
  EXPECT_THAT(environment_from({"NO_PROXY=host"}), Contains("no_proxy=127.0.0.1,localhost,::1,host"));
}

TEST(GuestEnvironment, bypasses_proxies_for_the_address_the_server_listens_on) {
  EXPECT_THAT(environment_from({}, {.url = "http://10.0.0.1:80", .host = "10.0.0.1", .ca_bundle = ""}),
              Contains("NO_PROXY=127.0.0.1,localhost,::1,10.0.0.1"));
}

TEST(GuestEnvironment, trusts_the_certificate_of_a_server_that_speaks_tls) {
  Endpoint const endpoint{.url = "https://127.0.0.1:80", .host = "127.0.0.1", .ca_bundle = "/tmp/cert.pem"};
  EXPECT_THAT(environment_from({}, endpoint), Contains("AWS_CA_BUNDLE=/tmp/cert.pem"));
  EXPECT_THAT(environment_from({}), Not(Contains(HasSubstr("AWS_CA_BUNDLE"))));
}

// A client that signed for another region would be refused by a server that is told its own.
TEST(GuestEnvironment, signs_for_the_region_of_the_server) {
  Endpoint const endpoint{.url = "http://127.0.0.1:80", .host = "127.0.0.1", .ca_bundle = "", .region = "cn-north-1"};
  EXPECT_THAT(environment_from({}, endpoint), IsSupersetOf({"AWS_REGION=cn-north-1", "AWS_DEFAULT_REGION=cn-north-1"}));
}

TEST(GuestEnvironment, has_the_token_of_the_operator) {
  Endpoint const endpoint{
      .url = "http://127.0.0.1:80", .host = "127.0.0.1", .ca_bundle = "", .operator_token = "sesame"};
  EXPECT_THAT(environment_from({}, endpoint), Contains("IAMLOCAL_OPERATOR_TOKEN=sesame"));
  EXPECT_THAT(environment_from({}), Not(Contains(HasSubstr("IAMLOCAL_OPERATOR_TOKEN"))));
}

}  // namespace
}  // namespace iam::program
