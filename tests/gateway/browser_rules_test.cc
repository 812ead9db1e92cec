// A page that a developer happens to have open must not be able to use the server.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::gateway {
namespace {

using testing::HasSubstr;

constexpr std::string_view kCreateUser = "Action=CreateUser&Version=2010-05-08&UserName=Eve";
constexpr std::string_view kListUsers = "Action=ListUsers&Version=2010-05-08";

class BrowserRules : public Emulator {
 protected:
  void allow(BrowserAccess access, AuthMode mode = AuthMode::kOff) {
    auto with = environment(mode);
    with.browsers = std::move(access);
    gateway_ = make_gateway(std::move(with));
  }
  int status_of(Headers const& headers, std::string_view target = "/_iam/health") {
    return send("GET", target, headers).status;
  }
  int status_of_host(std::string_view host) { return status_of({{"Host", host}}); }
};

// As Fetch Metadata and the Origin header come from browsers: of scripts, forms, pictures and sandboxed frames.
TEST_F(BrowserRules, nothing_is_done_for_a_page_of_another_origin) {
  for (auto const& from : std::vector<Header>{{"Origin", "https://evil.example"},
                                              {"Origin", "http://127.0.0.1.evil.example"},
                                              {"Origin", "http://localhost.evil.example:4566"},
                                              {"Origin", "http://evil.example#@localhost"},
                                              {"Origin", "https://localhost@evil.example"},
                                              {"Origin", "http://notlocalhost"},
                                              {"Origin", "http://.localhost:x"},
                                              {"Origin", "null"},
                                              {"Origin", "file://"},
                                              {"Sec-Fetch-Site", "cross-site"}}) {
    EXPECT_EQ(send("POST", "/", {kForm, from}, kCreateUser).status, 403) << from.value;
    EXPECT_EQ(send("GET", "/?" + std::string(kCreateUser), {from}).status, 403) << from.value;
    EXPECT_EQ(send("POST", "/_iam/reset", {from}).status, 403) << from.value;
    EXPECT_EQ(send("OPTIONS", "/", {from}).status, 403) << from.value;
  }
  EXPECT_THAT(post(kListUsers).body, testing::Not(HasSubstr("Eve")));
}

TEST_F(BrowserRules, every_path_refuses_a_page_of_another_origin_and_lets_it_read_nothing) {
  for (auto const* target :
       {"/", "/x", "/%", "/_iam/health", "/_iam/clock", "/_iam/nothing", "/metrics", "/v5/users", "/latest/api/token",
        "/_iam/token-issuers/x/.well-known/jwks.json", "/moto-api/reset", "/_localstack/health"}) {
    auto const response = send("GET", target, {{"Origin", "https://evil.example"}});
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_EQ(header(response, "access-control-allow-origin"), "none") << target;
    EXPECT_THAT(response.body, HasSubstr("--cors-origins")) << target;
  }
}

TEST_F(BrowserRules, each_auth_mode_refuses_a_page_of_another_origin) {
  for (auto const mode : {AuthMode::kOff, AuthMode::kVerify, AuthMode::kSoft, AuthMode::kEnforce}) {
    allow({}, mode);
    EXPECT_EQ(status_of({{"Origin", "https://evil.example"}}), 403) << auth_mode_name(mode);
    EXPECT_EQ(status_of({}), 200) << auth_mode_name(mode);
  }
}

TEST_F(BrowserRules, pages_of_this_machine_may) {
  for (auto const* origin :
       {"http://localhost", "http://localhost:3000", "https://localhost:8443", "http://127.0.0.1:8080",
        "http://[::1]:3000", "http://[::1]", "http://app.localhost:3000", "HTTP://LOCALHOST"}) {
    auto const response = send("GET", "/_iam/health", {{"Origin", origin}, {"Sec-Fetch-Site", "cross-site"}});
    EXPECT_EQ(response.status, 200) << origin;
    EXPECT_EQ(header(response, "access-control-allow-origin"), origin);
    EXPECT_EQ(header(response, "Vary"), "Origin");
  }
}

// A browser says so of what is typed into its address bar, and of pages of the same site.
TEST_F(BrowserRules, what_no_other_site_asked_for_is_answered) {
  for (auto const* site : {"none", "same-origin", "same-site"}) {
    EXPECT_EQ(status_of({{"Sec-Fetch-Site", site}}), 200) << site;
  }
}

TEST_F(BrowserRules, what_no_browser_sent_is_answered_without_a_word_about_browsers) {
  auto const response = post(kListUsers);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "access-control-allow-origin"), "none");
  EXPECT_EQ(header(response, "Vary"), "none");
}

TEST_F(BrowserRules, origins_can_be_added) {
  allow({.origins = {"https://app.example.com"}});
  EXPECT_EQ(header(send("GET", "/_iam/health", {{"Origin", "https://app.example.com"}}), "access-control-allow-origin"),
            "https://app.example.com");
  EXPECT_EQ(status_of({{"Origin", "http://localhost:3000"}}), 200);
  EXPECT_EQ(status_of({{"Origin", "https://app.example.com:8443"}}), 403);
  EXPECT_EQ(status_of({{"Origin", "http://app.example.com"}}), 403);
}

TEST_F(BrowserRules, any_origin_can_be_allowed) {
  allow({.origins = {"*"}});
  for (auto const& headers : {Headers{}, Headers{{"Origin", "https://evil.example"}}, Headers{{"Origin", "null"}}}) {
    auto const response = send("GET", "/_iam/health", headers);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "access-control-allow-origin"), "*");
    EXPECT_EQ(header(response, "Vary"), "none");
  }
  EXPECT_EQ(status_of({{"Sec-Fetch-Site", "cross-site"}}), 200);
}

TEST_F(BrowserRules, on_loopback_a_name_that_anybody_could_point_here_is_refused) {
  allow({.checks_hosts = true});
  for (auto const* host :
       {"evil.example", "evil.example:4566", "rebind.evil.example:80", "127.0.0.1.evil.example",
        "localhost.evil.example", "amazonaws.com.evil.example", "evil-amazonaws.com", "EVIL.EXAMPLE."}) {
    EXPECT_EQ(status_of_host(host), 403) << host;
    EXPECT_EQ(send("PUT", "/_iam/clock", {{"Host", host}}, "{}").status, 403) << host;
  }
  EXPECT_THAT(send("GET", "/", {{"Host", "evil.example"}}).body, HasSubstr("--allowed-hosts"));
}

TEST_F(BrowserRules, on_loopback_the_names_that_clients_use_are_known) {
  allow({.checks_hosts = true});
  for (auto const* host : {"127.0.0.1",
                           "127.0.0.1:4566",
                           "[::1]:4566",
                           "[::1]",
                           "0.0.0.0:4566",
                           "169.254.169.254",
                           "192.168.1.5:80",
                           "localhost",
                           "LOCALHOST:4566",
                           "localhost.",
                           "iam.localhost:4566",
                           "iamlocal",
                           "iamlocal:4566",
                           "host.docker.internal:4566",
                           "devbox.local",
                           "iam.amazonaws.com",
                           "sts.eu-west-1.amazonaws.com:443",
                           "iam.cn-north-1.amazonaws.com.cn",
                           "f5a1.tokens.sts.global.api.aws",
                           "idp.test:1"}) {
    EXPECT_EQ(status_of_host(host), 200) << host;
  }
}

// The names of endpoints by the SDKs' partitions.json, with and without IPv6.
TEST_F(BrowserRules, on_loopback_the_endpoints_of_every_partition_are_known) {
  allow({.checks_hosts = true});
  for (auto const* host :
       {"iam.us-gov.amazonaws.com", "sts.cn-north-1.api.amazonwebservices.com.cn", "iam.us-iso-east-1.c2s.ic.gov",
        "sts.us-iso-east-1.api.aws.ic.gov", "iam.us-isob-east-1.sc2s.sgov.gov", "sts.us-isob-east-1.api.aws.scloud",
        "iam.eu-isoe-west-1.cloud.adc-e.uk", "sts.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
        "iam.us-isof-south-1.csp.hci.ic.gov", "sts.us-isof-south-1.api.aws.hci.ic.gov",
        "iam.eusc-de-east-1.amazonaws.eu", "sts.eusc-de-east-1.api.amazonwebservices.eu"}) {
    EXPECT_EQ(status_of_host(host), 200) << host;
  }
  for (auto const* host : {"amazonaws.eu.evil.example", "evilamazonaws.eu", "ic.gov", "evil.gov", "api.aws.evil"}) {
    EXPECT_EQ(status_of_host(host), 403) << host;
  }
}

TEST_F(BrowserRules, names_can_be_added) {
  allow({.hosts = {"iam.example.com", "*.example.net"}, .checks_hosts = true});
  for (auto const* host : {"iam.example.com:4566", "IAM.example.com", "a.example.net", "a.b.example.net:1"}) {
    EXPECT_EQ(status_of_host(host), 200) << host;
  }
  for (auto const* host : {"example.com", "x.iam.example.com", "example.net", "badexample.net"}) {
    EXPECT_EQ(status_of_host(host), 403) << host;
  }
  allow({.hosts = {"*"}, .checks_hosts = true});
  EXPECT_EQ(status_of_host("evil.example"), 200);
}

// A container or another machine reaches it by any name there is.
TEST_F(BrowserRules, elsewhere_than_on_loopback_every_name_is_taken) {
  EXPECT_EQ(status_of_host("iam.example.com"), 200);
}

// The console's page, reached by whatever name.
TEST_F(BrowserRules, the_servers_own_pages_may) {
  for (auto const checks_hosts : {true, false}) {
    allow({.hosts = {"iam.example.com"}, .checks_hosts = checks_hosts});
    for (auto const* host :
         {"iamlocal:4566", "192.168.1.5:4566", "[fd00::1]:4566", "devbox.local", "iam.example.com"}) {
      Headers const own{{"Host", host}, {"Origin", ""}, kForm};
      auto const origin = "http://" + std::string(host);
      auto headers = own;
      headers[1].value = origin;
      EXPECT_EQ(send("POST", "/", headers, kListUsers).status, 200) << host;
      EXPECT_EQ(send("POST", "/_iam/reset", headers).status, 200) << host;
    }
  }
}

TEST_F(BrowserRules, a_page_of_another_scheme_name_or_port_is_not_the_servers_own) {
  for (auto const* origin : {"https://iamlocal:4566", "http://iamlocal", "http://iamlocal:4567", "http://iam:4566",
                             "http://iamlocal:4566.evil.example", "http:/iamlocal:4566", "iamlocal:4566"}) {
    EXPECT_EQ(status_of({{"Host", "iamlocal:4566"}, {"Origin", origin}}), 403) << origin;
  }
  EXPECT_EQ(status_of({{"Host", ""}, {"Origin", "http://"}}), 403);
}

// Elsewhere than on loopback names are not checked, so that a page of a name that leads there would seem to be its own.
TEST_F(BrowserRules, the_servers_own_pages_may_not_under_a_name_that_anybody_could_point_here) {
  Headers const rebound{{"Host", "evil.example:4566"}, {"Origin", "http://evil.example:4566"}, kForm};
  auto const refused = send("POST", "/", rebound, kCreateUser);
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("--allowed-hosts"));
  allow({.hosts = {"evil.example"}});
  EXPECT_EQ(send("POST", "/", rebound, kListUsers).status, 200);
}

// As Chromium sends it of a link in somebody's chat.
TEST_F(BrowserRules, a_link_of_another_site_leads_to_the_console_and_nowhere_else) {
  Headers const followed{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}};
  EXPECT_EQ(status_of(followed, "/_iam/console/why/1"), 200);
  EXPECT_EQ(status_of(followed, "/_iam/console"), 302);
  for (auto const* target : {"/_iam/state", "/_iam/consoles", "/?Action=ListUsers&Version=2010-05-08"}) {
    EXPECT_EQ(status_of(followed, target), 403) << target;
  }
  EXPECT_EQ(status_of({{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}, "/_iam/console/"), 403);
  EXPECT_EQ(send("POST", "/_iam/console/", followed).status, 403);
}

TEST_F(BrowserRules, a_refusal_is_an_error_of_the_protocol_that_was_spoken) {
  Header const foreign{"Origin", "https://evil.example<&"};
  auto const query = send("POST", "/", {kForm, foreign}, kListUsers);
  EXPECT_EQ(element(query.body, "Code"), "AccessDenied");
  EXPECT_THAT(element(query.body, "Message"), HasSubstr("https://evil.example&lt;&amp;"));
  EXPECT_THAT(send("GET", "/_iam/health", {foreign}).body, HasSubstr(R"({"error":"web pages of)"));
  EXPECT_EQ(header(send("GET", "/x", {foreign}), "x-amzn-RequestId").size(), 36U);
}

}  // namespace
}  // namespace iam::gateway
