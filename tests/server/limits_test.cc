// Past a limit the client gets a clear answer, and the server keeps its memory, its threads and its descriptors.
#include "fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

namespace iam::server {
namespace {

// What the server says by itself: to no page of a browser, without a body, the last on its connection.
void expect_refusal(Client& client, int status) {
  Answer const answer = client.answer();
  EXPECT_EQ(answer.status, status);
  EXPECT_EQ(answer.body, "");
  EXPECT_TRUE(answer.closes());
  EXPECT_EQ(answer.headers.count("access-control-allow-origin"), 0U);
  EXPECT_TRUE(client.has_ended());
}

std::string chunked(std::string_view body) {
  return fmt::format("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
                     body.size(), body);
}

// The client sends everything before it reads, as most do; without draining, a reset would take the answer from it.
TEST(Limits, a_body_too_large_is_read_to_its_end_and_answered_413) {
  constexpr std::size_t kLimit = 1'000'000;
  RunningServer server(echo, with_limits({.body_bytes = kLimit}));
  for (std::string const& request : {post(std::string(kLimit + 1, 'x')), chunked(std::string(kLimit + 1, 'x')),
                                     post(std::string(8 * kLimit, 'x')), chunked(std::string(8 * kLimit, 'x'))}) {
    Client client(server);
    ASSERT_TRUE(client.send(request));
    expect_refusal(client, 413);
  }
  EXPECT_EQ(server->stats().requests_rejected, 4U);
}

TEST(Limits, a_body_too_large_for_the_limit_yet_not_for_the_buffer_is_answered_413) {
  RunningServer server(echo, with_limits({.body_bytes = 10}));
  for (std::string const& request : {post("12345678901"), chunked("12345678901")}) {
    Client client(server);
    client.send(request);
    expect_refusal(client, 413);
  }
}

TEST(Limits, a_body_just_within_the_limit_is_served) {
  std::string const body(100'000, 'x');
  RunningServer server(echo, with_limits({.body_bytes = body.size()}));
  EXPECT_TRUE(ask(server, post(body)).body == "POST /\n" + body);
  EXPECT_TRUE(ask(server, chunked(body)).body == "POST /\n" + body);
}

TEST(Limits, the_answer_413_waits_for_the_answers_before_it) {
  RunningServer server(echo, with_limits({.body_bytes = 10}));
  Client client(server);
  client.send(get("/first") + post("12345678901") + get("/never"));
  EXPECT_EQ(client.answer().body, "GET /first\n");
  expect_refusal(client, 413);
}

TEST(Limits, a_body_is_not_drained_without_end) {
  constexpr std::size_t kDrained = 100'000;
  RunningServer server(echo, with_limits({.body_bytes = 10, .drained_excess_bytes = kDrained}));
  Client client(server);
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999999999\r\n\r\n");
  std::string const piece(kDrained, 'x');
  std::size_t taken = 0;
  while (client.send(piece)) taken += piece.size();
  // What the kernel buffers on both sides counts as taken, too.
  EXPECT_LT(taken, 100'000'000U);
}

// A hundred bodies that were begun and never ended took a gigabyte.
TEST(Limits, unfinished_bodies_of_all_connections_share_a_limit) {
  RunningServer server(echo, with_limits({.unfinished_body_bytes = 250'000}));
  auto const begun = [](std::size_t bytes) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + std::string(bytes, 'x');
  };
  std::unique_ptr<Client> first;
  // Whichever the server reads first gets the room, so the one that was begun may be the one that is refused.
  EXPECT_TRUE(eventually([&] {
    first = std::make_unique<Client>(server);
    first->send(begun(200'000));
    return ask(server, post(std::string(100'000, 'x'))).status == 503;
  }));
  EXPECT_EQ(ask(server, get("/")).status, 200);

  first.reset();
  EXPECT_TRUE(eventually([&] { return ask(server, post(std::string(100'000, 'x'))).status == 200; }));
}

TEST(Limits, a_body_that_was_answered_takes_no_room) {
  RunningServer server(echo, with_limits({.unfinished_body_bytes = 250'000}));
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<Client>(server));
    clients.back()->send(post(std::string(200'000, 'x')));
    EXPECT_EQ(clients.back()->answer().status, 200);
  }
}

TEST(Limits, a_body_announced_too_large_is_answered_413_instead_of_100) {
  RunningServer server(echo, with_limits({.body_bytes = 10}));
  Client client(server);
  client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  expect_refusal(client, 413);
}

TEST(Limits, a_head_too_large_is_answered_400) {
  constexpr std::size_t kLimit = 2000;
  RunningServer server(echo, with_limits({.head_bytes = kLimit}));
  std::string const longest_target = fmt::format("/{:a>{}}", "", kLimit - get("/").size());
  ASSERT_EQ(get(longest_target).size(), kLimit);
  EXPECT_EQ(ask(server, get(longest_target)).status, 200);
  for (std::string const& request :
       {get(longest_target + 'a'), get("/", fmt::format("X: {:a>{}}\r\n", "", 10 * kLimit)),
        fmt::format("GET /{:a>{}}", "", 20 * kLimit)}) {
    Client client(server);
    ASSERT_TRUE(client.send(request));
    expect_refusal(client, 400);
  }
}

TEST(Limits, too_many_headers_are_answered_400) {
  RunningServer server(echo, with_limits({.headers = 3}));  // Host is one
  EXPECT_EQ(ask(server, get("/", "a: 1\r\nb: 2\r\n")).status, 200);
  Client client(server);
  client.send(get("/", "a: 1\r\nb: 2\r\nc: 3\r\n"));
  expect_refusal(client, 400);
}

class MalformedRequest : public testing::TestWithParam<char const*> {};

TEST_P(MalformedRequest, is_answered_400) {
  RunningServer server;
  Client client(server);
  client.send(GetParam());
  expect_refusal(client, 400);
}

INSTANTIATE_TEST_SUITE_P(
    Limits, MalformedRequest,
    testing::Values("\x16\x03\x01\x02", "GET\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTQ/1.1\r\n\r\n",
                    "GET /\x01 HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\n\n", "GET / HTTP/1.1\r\nHost: h\n\n",
                    "GET / HTTP/1.1\r\nHost h\r\n\r\n", "GET / HTTP/1.1\r\n : h\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost : h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX: a\x01b\r\n\r\n",
                    // Folded: one reader's second line is another's continuation.
                    "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX:\r\n b\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n chunked\r\n\r\n",
                    // RFC 9112, 3.2: one host.
                    "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
                    "GET / HTTP/1.0\r\nHost: h\r\nHost: i\r\n\r\n",
                    // Lengths two readers could understand differently.
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1x\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"));

// RFC 9112, 6.1: the length is known, the coding is not.
TEST(Limits, another_coding_than_chunked_is_answered_501) {
  for (auto const* coding : {"gzip, chunked", "chunked;q=1", "identity, chunked"}) {
    RunningServer server;
    Client client(server);
    client.send(fmt::format("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: {}\r\n\r\n0\r\n\r\n", coding));
    expect_refusal(client, 501);
  }
}

TEST(Limits, a_request_of_1_0_may_name_no_host) {
  RunningServer server;
  EXPECT_EQ(ask(server, "GET / HTTP/1.0\r\n\r\n").status, 200);
}

TEST(Limits, a_chunk_head_without_end_is_answered_400) {
  RunningServer server;
  Client client(server);
  client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'a'));
  expect_refusal(client, 400);
}

TEST(Limits, an_idle_connection_is_closed_without_a_word) {
  RunningServer server(echo, with_limits({.idle_timeout = 30ms}));
  Client silent(server);
  Client kept(server);
  kept.send(get("/"));
  EXPECT_EQ(kept.answer().status, 200);
  EXPECT_TRUE(silent.has_ended());
  EXPECT_TRUE(kept.has_ended());
  EXPECT_EQ(server->stats().requests_rejected, 0U);
}

TEST(Limits, a_request_that_does_not_come_to_its_end_is_answered_408) {
  RunningServer server(echo, with_limits({.request_timeout = 30ms}));
  for (char const* begun :
       {"G", "GET / HTTP/1.1\r\nHost:", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n12"}) {
    Client client(server);
    client.send(begun);
    expect_refusal(client, 408);
  }
  EXPECT_EQ(server->stats().requests_rejected, 3U);
}

// Each byte on its own would be in time.
TEST(Limits, a_request_that_comes_too_slowly_is_answered_408) {
  RunningServer server(echo, with_limits({.request_timeout = 60ms}));
  Client client(server);
  client.send("GET /");
  int sent = 0;
  while (!client.is_readable_within(2ms) && sent < 10'000 && client.send("a")) ++sent;
  EXPECT_GT(sent, 0);
  EXPECT_EQ(client.answer().status, 408);
}

TEST(Limits, a_request_is_not_late_while_the_gateway_works_on_the_one_before) {
  std::promise<gateway::Reply> held;
  RunningServer server([&](gateway::HttpRequest const&, gateway::Reply reply) { held.set_value(std::move(reply)); },
                       with_limits({.idle_timeout = 10ms, .request_timeout = 10ms}));
  Client client(server);
  client.send(get("/"));
  gateway::Reply const reply = held.get_future().get();
  EXPECT_FALSE(client.is_readable_within(60ms));
  reply({});
  EXPECT_EQ(client.answer().status, 200);
}

TEST(Limits, a_client_that_does_not_read_is_closed) {
  RunningServer server(
      [](auto const&, gateway::Reply reply) {
        reply({.status = 200, .headers = {}, .body = std::string(32 * 1024 * 1024, 'x')});
      },
      with_limits({.write_timeout = 30ms}));
  Client client(server);
  client.send(get("/"));
  EXPECT_TRUE(eventually([&] { return server->stats().connections_accepted == 1; }));
  EXPECT_TRUE(eventually([&] { return server->stats().connections_open == 0; }));
}

TEST(Limits, a_client_that_stays_after_the_last_answer_is_closed) {
  RunningServer server(echo, with_limits({.linger_timeout = 30ms}));
  Client client(server);
  client.send(get("/", "Connection: close\r\n"));
  EXPECT_EQ(client.answer().status, 200);
  EXPECT_TRUE(eventually([&] { return server->stats().connections_open == 0; }));
}

TEST(Limits, a_flood_of_connections_is_refused_and_the_first_are_served) {
  constexpr std::size_t kLimit = 4;
  RunningServer server(echo, with_limits({.connections = kLimit}));
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < kLimit; ++i) clients.push_back(std::make_unique<Client>(server));
  ASSERT_TRUE(eventually([&] { return server->stats().connections_open == kLimit; }));
  for (int i = 0; i < 50; ++i) {
    Client newest(server);
    EXPECT_EQ(newest.answer().status, 503);
    EXPECT_TRUE(newest.has_ended());
  }
  EXPECT_EQ(server->stats().connections_refused, 50U);
  for (auto const& client : clients) {
    client->send(get("/"));
    EXPECT_EQ(client->answer().status, 200);
  }
  clients.pop_back();
  ASSERT_TRUE(eventually([&] { return server->stats().connections_open == kLimit - 1; }));
  EXPECT_EQ(ask(server, get("/")).status, 200);
}

// Accepting is tried again after a pause, not at once for ever.
TEST(Limits, want_of_descriptors_pauses_accepting) {
  RunningServer server;
  Client client(::socket(AF_INET, SOCK_STREAM, 0));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  // No number below the limit is free.
  int const next_free = ::dup(client.socket());
  ::close(next_free);
  rlimit const exhausted{.rlim_cur = static_cast<rlim_t>(next_free), .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &exhausted), 0);
  client.connect(server->port());
  bool const failed = eventually([&] { return server->stats().accepts_failed > 0; });
  client.send(get("/"));
  EXPECT_FALSE(client.is_readable_within(50ms));
  EXPECT_LT(server->stats().accepts_failed, 5U);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(failed);
  EXPECT_EQ(client.answer().status, 200);
}

}  // namespace
}  // namespace iam::server
