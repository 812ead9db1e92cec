// The console as a browser gets it: docs/console.md. What it does there is in tests/console.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kPage = "/_iam/console/";

Response page_of(Server const& server, std::string target = kPage, Pairs headers = {}) {
  return server.exchange({.target = std::move(target), .headers = std::move(headers)});
}

TEST(Console, is_a_page_that_asks_only_its_server_and_is_shown_in_no_other) {
  auto const page = page_of(shared_server());
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, StartsWith("<!doctype html>"));
  auto const policy = std::string(page.header("Content-Security-Policy"));
  EXPECT_THAT(policy, StartsWith("default-src 'self';"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, testing::Not(HasSubstr("unsafe")));
  EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page.header("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(page.header("Cross-Origin-Resource-Policy"), "same-origin");
}

TEST(Console, is_found_without_its_last_slash) {
  for (auto const* query : {"", "?account=111122223333"}) {
    auto const answer = page_of(shared_server(), std::string("/_iam/console") + query);
    EXPECT_EQ(answer.status, 302);
    EXPECT_EQ(answer.header("Location"), std::string(kPage) + query);
  }
}

// So that an address of the console can be shared, and loaded again.
TEST(Console, answers_its_page_at_every_address_of_it) {
  auto const page = page_of(shared_server());
  for (auto const* path :
       {"why", "why/0d6f", "entities/user/Ada?account=111122223333", "assets", "%2e%2e/etc/passwd"}) {
    auto const answer = page_of(shared_server(), std::string(kPage) + path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.body, page.body) << path;
    EXPECT_EQ(answer.header("Cache-Control"), "no-cache") << path;
  }
}

// A page of an older server must not take a page for its script.
TEST(Console, has_no_page_for_a_file_of_another_build) {
  auto const answer = page_of(shared_server(), "/_iam/console/assets/main-00000000.js");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
}

TEST(Console, sends_a_page_once) {
  auto const tag = std::string(page_of(shared_server()).header("ETag"));
  EXPECT_THAT(tag, StartsWith("\""));
  auto const again = page_of(shared_server(), kPage, {{"If-None-Match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("ETag"), tag);
  EXPECT_EQ(again.body, "");
}

TEST(Console, answers_head_as_get_without_the_body) {
  Connection connection(shared_server().port());
  auto const page = connection.exchange({.target = kPage});
  auto const head = connection.exchange({.method = "HEAD", .target = kPage});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  for (auto const* name : {"Content-Length", "ETag", "Content-Type"}) EXPECT_EQ(head.header(name), page.header(name));
}

TEST(Console, is_only_read) {
  for (auto const* method : {"POST", "PUT", "DELETE", "PATCH"}) {
    for (auto const* target : {kPage, "/_iam/console"}) {
      auto const answer = shared_server().exchange({.method = method, .target = target});
      EXPECT_EQ(answer.status, 405) << method;
      EXPECT_EQ(answer.header("Allow"), "GET") << method;
    }
  }
}

TEST(Console, can_be_off_by_itself_or_with_the_operator) {
  for (auto const* setting : {"--console", "--operator"}) {
    Server const server({setting, "off"});
    for (auto const* target : {kPage, "/_iam/console", "/_iam/console/why"}) {
      auto const answer = page_of(server, target);
      EXPECT_EQ(answer.status, 404) << setting;
      EXPECT_THAT(answer.body, HasSubstr(std::string(setting) + " off"));
    }
  }
}

// The page holds nothing that is anybody's. What it asks for is the operator's.
TEST(Console, needs_no_token_for_the_page_but_for_what_it_asks) {
  Server const server({"--operator-token", "open sesame", "--auth", "enforce"});
  EXPECT_EQ(page_of(server).status, 200);
  EXPECT_EQ(page_of(server, "/_iam/clock").status, 401);
}

}  // namespace
}  // namespace conformance
