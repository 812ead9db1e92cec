// What a client sends is what the gateway sees, and answers come back in order.
#include "fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace iam::server {
namespace {

using namespace std::string_literals;

std::string chunk(std::string_view data) { return fmt::format("{:x}\r\n{}\r\n", data.size(), data); }

std::string const kChunkedHead = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string patterned(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i * 7 % 26);
  return text;
}

TEST(Requests, reach_the_gateway_as_they_were_sent) {
  std::string seen;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    seen = std::string(request.method) + '|' + std::string(request.target.text) + '|' + std::string(request.body) +
           '|' + std::string(request.peer);
    for (auto const& [name, value] : request.headers) seen += '|' + std::string(name) + '=' + std::string(value);
    reply({});
  });
  ask(server,
      "PATCH /a%2Fb?c=%zz+d HTTP/1.1\r\nHOST:h\r\nX-One:  two  \r\nx-empty:\r\nx-one: three\r\n"
      "content-length: 4\r\n\r\n\r\n\0b"s);
  EXPECT_EQ(seen.substr(0, seen.find("|HOST")), "PATCH|/a%2Fb?c=%zz+d|\r\n\0b|127.0.0.1"s);
  EXPECT_EQ(seen.substr(seen.find("|HOST")), "|HOST=h|X-One=two|x-empty=|x-one=three|content-length=4");
}

// RFC 9112, 3.2.2: as clients ask a proxy, a server takes it, too.
TEST(Requests, an_absolute_target_is_its_path) {
  RunningServer server;
  for (auto const* target : {"http://iam.amazonaws.com/?Action=ListUsers", "HTTPS://[::1]:4566/?Action=ListUsers"}) {
    EXPECT_EQ(ask(server, get(target)).body, "GET /?Action=ListUsers\n") << target;
  }
  EXPECT_EQ(ask(server, get("http://iam.amazonaws.com")).body, "GET /\n");
}

// The gateway knows what to say to servers' forms of target.
TEST(Requests, targets_of_any_form_are_passed_on) {
  RunningServer server;
  EXPECT_EQ(ask(server, "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").body, "OPTIONS *\n");
  EXPECT_EQ(ask(server, "CONNECT iam:443 HTTP/1.1\r\nHost: h\r\n\r\n").body, "CONNECT iam:443\n");
}

TEST(Requests, may_arrive_byte_by_byte) {
  RunningServer server;
  Client client(server);
  for (std::string const& request :
       {get("/one"), post("two"), kChunkedHead + chunk("th") + chunk("ree") + "0\r\n\r\n", get("/four")}) {
    for (char const byte : request) ASSERT_TRUE(client.send({&byte, 1}));
  }
  EXPECT_EQ(client.answer().body, "GET /one\n");
  EXPECT_EQ(client.answer().body, "POST /\ntwo");
  EXPECT_EQ(client.answer().body, "POST /\nthree");
  EXPECT_EQ(client.answer().body, "GET /four\n");
}

// Every split of one request into two packets, so that no boundary inside the parser is left out.
TEST(Requests, may_be_split_anywhere) {
  RunningServer server;
  std::string const request = kChunkedHead + chunk("abc") + chunk("defg") + "0\r\nTrailer: t\r\n\r\n";
  Client client(server);
  for (std::size_t split = 1; split < request.size(); ++split) {
    // A whole request goes first, so that the part behind it does not begin at the front of the buffer.
    ASSERT_TRUE(client.send(post("first") + request.substr(0, split)));
    ASSERT_EQ(client.answer().body, "POST /\nfirst");
    ASSERT_TRUE(client.send(request.substr(split)));
    ASSERT_EQ(client.answer().body, "POST /\nabcdefg") << "split at " << split;
  }
}

TEST(Requests, may_have_bodies_larger_than_any_buffer) {
  RunningServer server;
  Client client(server);
  std::string const body = patterned(3'000'000);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(client.send(post(body) + get("/next")));
    EXPECT_TRUE(client.answer().body == "POST /\n" + body);
    EXPECT_EQ(client.answer().body, "GET /next\n");
  }
}

TEST(Requests, may_have_chunked_bodies) {
  RunningServer server;
  Client client(server);
  std::string const body = patterned(200'000);
  std::string request = kChunkedHead;
  for (std::size_t at = 0, size = 1; at < body.size(); at += size, size = size * 3 % 40'009) {
    size = std::min(size, body.size() - at);
    request += chunk(std::string_view(body).substr(at, size));
  }
  ASSERT_TRUE(client.send(request + "0\r\n\r\n" + get("/next")));
  EXPECT_TRUE(client.answer().body == "POST /\n" + body);
  EXPECT_EQ(client.answer().body, "GET /next\n");
}

TEST(Requests, trailers_and_chunk_extensions_are_passed_over) {
  std::atomic<std::size_t> headers = 0;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    headers = request.headers.size();
    echo(request, std::move(reply));
  });
  EXPECT_EQ(ask(server, kChunkedHead + "3;name=value\r\nabc\r\n0\r\nAuthorization: forged\r\n\r\n").body,
            "POST /\nabc");
  EXPECT_EQ(headers, 2);
}

// RFC 9112, 2.2. Old clients send a line end after the body of a form.
TEST(Requests, empty_lines_before_one_are_ignored) {
  RunningServer server;
  Client client(server);
  client.send("\r\n\r\n" + post("a") + "\r\n" + get("/b"));
  EXPECT_EQ(client.answer().body, "POST /\na");
  EXPECT_EQ(client.answer().body, "GET /b\n");
}

TEST(Requests, keep_the_connection_unless_one_says_close) {
  RunningServer server;
  Client client(server);
  client.send(get("/1"));
  Answer const first = client.answer();
  EXPECT_FALSE(first.headers.contains("connection"));
  client.send(get("/2", "Connection: close\r\n") + get("/3"));
  Answer const second = client.answer();
  EXPECT_EQ(second.body, "GET /2\n");
  EXPECT_TRUE(second.closes());
  EXPECT_TRUE(client.has_ended());
}

TEST(Requests, of_http_1_0_close_the_connection) {
  RunningServer server;
  Client client(server);
  client.send("GET / HTTP/1.0\r\n\r\n");
  Answer const answer = client.answer();
  EXPECT_EQ(answer.body, "GET /\n");
  EXPECT_TRUE(answer.closes());
  EXPECT_TRUE(client.has_ended());
}

TEST(Requests, of_http_1_0_keep_the_connection_when_they_ask) {
  RunningServer server;
  Client client(server);
  for (int i = 0; i < 2; ++i) {
    client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    Answer const answer = client.answer();
    EXPECT_EQ(answer.body, "GET /\n");
    EXPECT_EQ(answer.headers.at("connection"), "keep-alive");
  }
}

TEST(Requests, head_is_answered_with_the_length_and_without_the_body) {
  RunningServer server;
  Client client(server);
  client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n" + get("/y"));
  Answer const head = client.answer(Client::Expect::kHeadOnly);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "8");
  EXPECT_EQ(client.answer().body, "GET /y\n");
}

TEST(Requests, answers_without_content_have_no_length) {
  RunningServer server([](auto const&, gateway::Reply reply) { reply({.status = 204, .headers = {}, .body = {}}); });
  Answer const answer = ask(server, get("/"));
  EXPECT_EQ(answer.status, 204);
  EXPECT_FALSE(answer.headers.contains("content-length"));
}

TEST(Requests, expecting_100_continue_are_told_to_before_the_body) {
  RunningServer server;
  Client client(server);
  client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  client.send("body");
  EXPECT_EQ(client.answer().body, "POST /\nbody");
}

TEST(Requests, expecting_100_continue_are_told_after_the_answers_before) {
  std::promise<gateway::Reply> held;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    if (request.target.text == "/held") return held.set_value(std::move(reply));
    echo(request, std::move(reply));
  });
  Client client(server);
  client.send(get("/held") + "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  held.get_future().get()({.status = 200, .headers = {}, .body = "held"});
  EXPECT_EQ(client.answer().body, "held");
  EXPECT_EQ(client.answer().status, 100);
  client.send("body");
  EXPECT_EQ(client.answer().body, "POST /\nbody");
}

TEST(Requests, with_their_body_at_once_are_not_told_100_continue) {
  RunningServer server;
  EXPECT_EQ(ask(server, post("body", "Expect: 100-continue\r\n")).status, 200);
}

TEST(Requests, pipelined_are_answered_in_order_though_replies_come_in_any) {
  constexpr std::size_t kRequests = 100;
  std::mutex mutex;
  std::vector<std::pair<std::string, gateway::Reply>> held;
  std::promise<void> all_here;
  RunningServer server(
      [&](gateway::HttpRequest const& request, gateway::Reply reply) {
        std::scoped_lock const lock(mutex);
        held.emplace_back(request.target.text, std::move(reply));
        if (held.size() == kRequests) all_here.set_value();
      },
      with_limits({.pipelined_requests = kRequests}));
  Client client(server);
  std::string packet;
  for (std::size_t i = 0; i < kRequests; ++i) packet += get(fmt::format("/{}", i));
  client.send(packet);
  all_here.get_future().get();

  std::vector<std::jthread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&held, thread] {
      for (std::size_t i = kRequests - 4 + thread; i < kRequests; i -= 4) {
        held[i].second({.status = 200, .headers = {}, .body = held[i].first});
      }
    });
  }
  for (std::size_t i = 0; i < kRequests; ++i) ASSERT_EQ(client.answer().body, fmt::format("/{}", i));
}

TEST(Requests, pipelined_are_read_ahead_only_so_far) {
  constexpr std::size_t kAhead = 3;
  constexpr std::size_t kRequests = 50;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<gateway::Reply> held;
  std::size_t seen = 0;
  std::size_t most_held = 0;
  RunningServer server(
      [&](auto const&, gateway::Reply reply) {
        std::scoped_lock const lock(mutex);
        held.push_back(std::move(reply));
        most_held = std::max(most_held, held.size());
        ++seen;
        changed.notify_one();
      },
      with_limits({.pipelined_requests = kAhead}));
  Client client(server);
  std::string packet;
  for (std::size_t i = 0; i < kRequests; ++i) packet += get("/");
  client.send(packet);
  for (std::size_t answered = 0; answered < kRequests; ++answered) {
    gateway::Reply reply;
    {
      // Lets the server read as far as it ever would before it gets an answer.
      std::unique_lock lock(mutex);
      ASSERT_TRUE(changed.wait_for(lock, kPatience, [&] { return seen >= std::min(kRequests, answered + kAhead); }));
      reply = std::move(held.front());
      held.erase(held.begin());
    }
    reply({});
    ASSERT_EQ(client.answer().status, 200);
  }
  EXPECT_EQ(most_held, kAhead);
}

// Of a client that does not read, only what fits into the limit and the kernel's buffers is kept.
TEST(Requests, pipelined_wait_for_the_answers_before_them_to_be_written) {
  constexpr std::size_t kRequests = 20;
  constexpr std::size_t kAheadMax = 4;
  std::string const body(8'000'000, 'x');
  std::atomic<std::size_t> read = 0;
  std::atomic<std::size_t> seen = 0;
  std::atomic<std::size_t> most_ahead = 0;
  RunningServer server([&](auto const&, gateway::Reply reply) {
    most_ahead = std::max(most_ahead.load(), ++seen - read);
    reply({.status = 200, .headers = {}, .body = body});
  });
  Client client(server);
  std::string packet;
  for (std::size_t i = 0; i < kRequests; ++i) packet += get("/");
  client.send(packet);
  for (; read < kRequests; ++read) ASSERT_TRUE(client.answer().body == body);
  EXPECT_LE(most_ahead, kAheadMax);
}

// Larger than what the kernel takes from the server before the client reads.
TEST(Requests, a_large_answer_arrives_whole) {
  std::string const body = patterned(16'000'000);
  RunningServer server([&](auto const&, gateway::Reply reply) { reply({.status = 200, .headers = {}, .body = body}); });
  Client client(server);
  client.send(get("/") + get("/"));
  EXPECT_TRUE(client.answer().body == body);
  EXPECT_TRUE(client.answer().body == body);
}

TEST(Requests, of_a_client_that_sends_no_more_are_answered) {
  std::promise<gateway::Reply> held;
  RunningServer server([&](auto const&, gateway::Reply reply) { held.set_value(std::move(reply)); });
  Client client(server);
  client.send(get("/"));
  client.end_sending();
  held.get_future().get()({.status = 200, .headers = {}, .body = "late"});
  EXPECT_EQ(client.answer().body, "late");
  EXPECT_TRUE(client.has_ended());
}

TEST(Requests, of_a_client_that_has_gone_lose_their_answer_only) {
  std::promise<gateway::Reply> held;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    if (request.target.text == "/held") return held.set_value(std::move(reply));
    echo(request, std::move(reply));
  });
  Client client(server);
  client.send(get("/held"));
  gateway::Reply const reply = held.get_future().get();
  client.reset();
  ASSERT_TRUE(eventually([&] { return server->stats().connections_open == 0; }));
  reply({});
  EXPECT_EQ(ask(server, get("/")).status, 200);
}

TEST(Requests, may_be_answered_after_the_server_was_destroyed) {
  gateway::Reply late;
  {
    std::promise<gateway::Reply> held;
    RunningServer server([&](auto const&, gateway::Reply reply) { held.set_value(std::move(reply)); },
                         with_limits({.drain_timeout = 1ms}));
    Client client(server);
    client.send(get("/"));
    late = held.get_future().get();
  }
  late({});
}

TEST(Requests, are_answered_500_when_the_gateway_throws) {
  RunningServer server([](auto const&, auto) { throw std::runtime_error("broken"); });
  EXPECT_EQ(ask(server, get("/")).status, 500);
}

TEST(Requests, of_many_clients_do_not_mix) {
  std::mutex mutex;
  std::vector<std::jthread> repliers;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    std::scoped_lock const lock(mutex);
    repliers.emplace_back([target = std::string(request.target.text), reply = std::move(reply)] {
      reply({.status = 200, .headers = {}, .body = target});
    });
  });
  std::vector<std::jthread> clients;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&, i] {
      Client client(server);
      for (int j = 0; j < 50; ++j) {
        std::string const target = fmt::format("/{}/{}", i, j);
        client.send(get(target));
        if (client.answer().body != target) ++wrong;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace iam::server
