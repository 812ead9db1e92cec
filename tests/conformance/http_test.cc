// What a request gets that does not reach the Query API, and the headers of every answer.
// Source A in the comments: probes of live AWS STS. IAM is assumed to answer as STS does.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::HasSubstr;

constexpr auto kForm = "application/x-www-form-urlencoded";
constexpr auto kListUsers = "Action=ListUsers&Version=2010-05-08";

Response exchange(Request const& request) { return shared_server().exchange(request); }

// A.
TEST(Http, redirects_to_the_product_page_what_is_no_api_request) {
  auto const page = [](Response const& response) {
    EXPECT_EQ(response.status, 302);
    EXPECT_EQ(response.body, "");
    return std::string(response.header("Location"));
  };
  EXPECT_EQ(page(exchange({.method = "POST", .body = kListUsers})), "https://aws.amazon.com/iam");
  EXPECT_EQ(page(exchange({.method = "POST", .headers = {{"Content-Type", "application/json"}}, .body = kListUsers})),
            "https://aws.amazon.com/iam");
  EXPECT_EQ(page(exchange({.method = "POST", .headers = {{"Content-Type", kForm}}, .body = "Version=2010-05-08"})),
            "https://aws.amazon.com/iam");
  EXPECT_EQ(page(exchange({})), "https://aws.amazon.com/iam");
  // AWS sends a query along. It may hold a credential, which is nobody's business there.
  EXPECT_EQ(page(exchange({.target = "/?Version=2011-06-15"})), "https://aws.amazon.com/iam");
}

// A: the suffix, in any case.
TEST(Http, takes_a_form_whatever_its_charset) {
  for (auto const* type : {"application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8",
                           "Application/X-WWW-Form-Urlencoded;charset=UTF-8"}) {
    EXPECT_EQ(exchange({.method = "POST", .headers = {{"Content-Type", type}}, .body = kListUsers}).status, 200)
        << type;
  }
  EXPECT_EQ(
      exchange(
          {.method = "POST", .headers = {{"Content-Type", "application/x-www-form-urlencodedish"}}, .body = kListUsers})
          .status,
      302);
}

// A.
TEST(Http, answers_404_to_other_paths_and_methods) {
  for (auto const& [method, target] :
       std::vector<std::pair<std::string, std::string>>{{"GET", "/nowhere"},
                                                        {"POST", "/nowhere?Action=ListUsers&Version=2010-05-08"},
                                                        {"PUT", "/"},
                                                        {"DELETE", "/"},
                                                        {"PATCH", "/x"}}) {
    auto const response = exchange({.method = method, .target = target});
    EXPECT_EQ(response.status, 404) << method << " " << target;
    EXPECT_EQ(response.body, "<UnknownOperationException/>\n");
  }
}

// A: 404 with the length of the body it leaves out.
TEST(Http, answers_head_without_a_body_and_stays_connected) {
  Connection connection(shared_server().port());
  auto const response = connection.exchange({.method = "HEAD"});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.header("Content-Length"), "29");
  EXPECT_EQ(connection.exchange({.target = std::string("/?") + kListUsers}).status, 200);
}

// A.
TEST(Http, answers_400_without_a_body_to_a_broken_escape_in_the_path) {
  for (auto const* target : {"/%", "/%4", "/%zz", "/a%2"}) {
    auto const response = exchange({.target = target});
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.body, "");
  }
}

// A: 10,000,000 bytes pass, one more is 413 without a body; the client can read that, for the rest is taken in first.
TEST(Http, takes_bodies_of_ten_million_bytes_and_answers_413_beyond) {
  auto const with_body_of = [](std::size_t bytes) {
    std::string body = std::string(kListUsers) + "&Padding=";
    body.resize(bytes, 'x');
    return exchange({.method = "POST", .headers = {{"Content-Type", kForm}}, .body = std::move(body)});
  };
  EXPECT_EQ(with_body_of(10'000'000).status, 200);
  auto const refused = with_body_of(10'000'001);
  EXPECT_EQ(refused.status, 413);
  EXPECT_EQ(refused.body, "");
}

// A: about 16 KB of head.
TEST(Http, takes_a_long_query_and_answers_400_to_one_too_long) {
  auto const with_query_of = [](std::size_t bytes) {
    std::string target = std::string("/?") + kListUsers + "&Padding=";
    target.resize(bytes, 'x');
    return exchange({.target = std::move(target)});
  };
  EXPECT_EQ(with_query_of(15'800).status, 200);
  auto const refused = with_query_of(20'000);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.body, "");
}

// A, but for the origin: AWS lets pages of every origin read.
TEST(Cors, answers_the_preflight_of_browsers) {
  auto const response = exchange({.method = "OPTIONS",
                                  .headers = {{"Origin", "http://localhost:3000"},
                                              {"Access-Control-Request-Method", "POST"},
                                              {"Access-Control-Request-Headers", "authorization,x-amz-date"}}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("access-control-allow-origin"), "http://localhost:3000");
  EXPECT_EQ(response.header("access-control-allow-methods"), "POST");
  EXPECT_EQ(response.header("access-control-expose-headers"),
            "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol");
  EXPECT_EQ(response.header("access-control-max-age"), "172800");
  // Our own: without it a browser does not send what a signature needs.
  EXPECT_THAT(std::string(response.header("access-control-allow-headers")), HasSubstr("x-amz-date"));
}

// Contract: a page must be able to read errors too.
TEST(Cors, lets_pages_of_this_machine_read_every_answer) {
  for (auto const* target : {"/", "/nowhere", "/_iam/health", "/%", "/?Action=ListUsers&Version=2010-05-08",
                             "/?Action=NoSuchAction&Version=2010-05-08"}) {
    auto const response = exchange({.target = target, .headers = {{"Origin", "http://localhost:3000"}}});
    EXPECT_EQ(response.header("access-control-allow-origin"), "http://localhost:3000") << target;
    EXPECT_EQ(response.header("Vary"), "Origin") << target;
  }
}

TEST(Cors, refuses_pages_of_other_origins) {
  for (auto const* target : {"/", "/nowhere", "/_iam/health", "/?Action=ListUsers&Version=2010-05-08"}) {
    auto const response = exchange({.target = target, .headers = {{"Origin", "https://evil.example"}}});
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_EQ(response.header("access-control-allow-origin"), "") << target;
  }
}

TEST(Cors, can_be_opened_to_origins) {
  Server const server({"--cors-origins", "https://app.example.com, https://other.example.com"});
  for (auto const& [origin, status] : {std::pair{"https://app.example.com", 200},
                                       {"https://other.example.com", 200},
                                       {"http://localhost", 200},
                                       {"https://evil.example", 403}}) {
    EXPECT_EQ(server.exchange({.target = "/_iam/health", .headers = {{"Origin", origin}}}).status, status) << origin;
  }
  Server const open({"--cors-origins", "*"});
  EXPECT_EQ(open.exchange({.headers = {{"Origin", "null"}}}).header("access-control-allow-origin"), "*");
}

TEST(Cors, checks_names_on_loopback_only) {
  auto const status_of = [](Server const& server) {
    return server.exchange({.target = "/_iam/health", .headers = {{"Host", "iam.example.com"}}}).status;
  };
  EXPECT_EQ(status_of(Server(std::vector<std::string>())), 403);
  EXPECT_EQ(status_of(Server({"--host", "0.0.0.0"})), 200);
  EXPECT_EQ(status_of(Server({"--allowed-hosts", "*.example.com"})), 200);
}

TEST(Http, dates_every_answer) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  EXPECT_EQ(exchange({.target = "/nowhere"}).header("Date"), "Sat, 31 Jan 2026 12:34:56 GMT");
  EXPECT_THAT(std::string(exchange({.target = "/nowhere"}).header("x-amzn-RequestId")), testing::SizeIs(36));
}

}  // namespace
}  // namespace conformance
