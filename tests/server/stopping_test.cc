// A graceful stop finishes what has begun, and nothing else.
#include "fixture.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

namespace iam::server {
namespace {

// A gateway that keeps its one request until the test replies.
struct Holding {
  std::promise<gateway::Reply> promise;
  Handler handler() {
    return [this](gateway::HttpRequest const&, gateway::Reply reply) { promise.set_value(std::move(reply)); };
  }
  gateway::Reply reply() { return promise.get_future().get(); }
};

TEST(Stopping, a_request_in_flight_is_answered_and_told_to_close) {
  Holding holding;
  RunningServer server(holding.handler());
  Client client(server);
  client.send(get("/"));
  gateway::Reply const reply = holding.reply();
  Client idle(server);
  ASSERT_TRUE(eventually([&] { return server->stats().connections_open == 2; }));
  server->stop();
  EXPECT_TRUE(idle.has_ended());  // so the stop has begun
  reply({.status = 200, .headers = {}, .body = "done"});
  Answer const answer = client.answer();
  EXPECT_EQ(answer.body, "done");
  EXPECT_TRUE(answer.closes());
  EXPECT_TRUE(client.has_ended());
}

TEST(Stopping, a_request_that_has_begun_to_arrive_is_answered) {
  RunningServer server;
  Client client(server);
  client.send(get("/first") + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbo");
  EXPECT_EQ(client.answer().body, "GET /first\n");
  Client idle(server);
  ASSERT_TRUE(eventually([&] { return server->stats().connections_open == 2; }));
  server->stop();
  EXPECT_TRUE(idle.has_ended());
  client.send("dy" + get("/never"));
  Answer const answer = client.answer();
  EXPECT_EQ(answer.body, "POST /\nbody");
  EXPECT_TRUE(answer.closes());
  EXPECT_TRUE(client.has_ended());
}

TEST(Stopping, an_idle_connection_does_not_hold_it_up) {
  RunningServer server(echo, with_limits({.drain_timeout = std::chrono::hours(1)}));
  Client fresh(server);
  Client kept(server);
  kept.send(get("/"));
  EXPECT_EQ(kept.answer().status, 200);
  server.stop();
  EXPECT_TRUE(fresh.has_ended());
  EXPECT_TRUE(kept.has_ended());
}

TEST(Stopping, waits_for_an_answer_no_longer_than_the_drain_timeout) {
  Holding holding;
  RunningServer server(holding.handler(), with_limits({.drain_timeout = 20ms}));
  Client client(server);
  client.send(get("/"));
  gateway::Reply const reply = holding.reply();
  server.stop();
  EXPECT_TRUE(client.has_ended());
}

TEST(Stopping, may_be_asked_for_more_than_once_and_from_any_thread) {
  RunningServer server;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { server->stop(); });
  threads.clear();
  server.stop();
}

TEST(Stopping, before_running_makes_run_return) {
  StubGateway gateway(echo);
  Server server(quick_options(), gateway);
  server.stop();
  server.run();
}

TEST(Stopping, a_server_that_never_ran_can_be_destroyed) {
  StubGateway gateway(echo);
  std::uint16_t port = 0;
  {
    Server const server(quick_options(), gateway);
    port = server.port();
  }
  EXPECT_THROW(Client client(port), std::runtime_error);
}

TEST(Stopping, new_connections_are_not_accepted) {
  Holding holding;
  RunningServer server(holding.handler());
  Client client(server);
  client.send(get("/"));
  gateway::Reply const reply = holding.reply();
  server->stop();
  EXPECT_TRUE(eventually([&] {
    try {
      Client late(server);
      return false;
    } catch (std::runtime_error const&) {
      return true;
    }
  }));
  reply({});
}

}  // namespace
}  // namespace iam::server
