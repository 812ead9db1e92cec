// Answers that come late, or never, because the gateway says so.
#include "fixture.h"

#include <gtest/gtest.h>

#include <sys/socket.h>

#include <cerrno>

namespace iam::server {
namespace {

// By what the target asks for.
void obey(gateway::HttpRequest const& request, gateway::Reply reply) {
  gateway::HttpResponse response{.body = std::string(request.target.text)};
  if (request.target.text == "/hour") response.latency = std::chrono::hours(1);
  if (request.target.text == "/soon") response.latency = 1ms;
  if (request.target.text == "/lost") response.is_lost = true;
  if (request.target.text == "/lost/soon") {
    response.latency = 1ms;
    response.is_lost = true;
  }
  reply(std::move(response));
}

Options one_thread() {
  auto options = quick_options();
  options.threads = 1;
  return options;
}

// Whether the next thing that the client sees is that the connection was reset, and not that it ended.
bool is_reset(Client& client) {
  char byte = 0;
  return ::recv(client.socket(), &byte, 1, 0) < 0 && errno == ECONNRESET;
}

TEST(LateAnswers, come_when_their_latency_has_passed) {
  RunningServer server(obey);
  EXPECT_EQ(ask(server, get("/soon")).body, "/soon");
}

TEST(LateAnswers, keep_their_turn_on_a_connection) {
  RunningServer server(obey);
  Client client(server);
  client.send(get("/soon") + get("/at-once") + get("/soon"));
  EXPECT_EQ(client.answer().body, "/soon");
  EXPECT_EQ(client.answer().body, "/at-once");
  EXPECT_EQ(client.answer().body, "/soon");
}

// There is one thread, and it has not waited for the hour to pass.
TEST(LateAnswers, hold_up_no_other_connection) {
  RunningServer server(obey, one_thread());
  Client patient(server);
  patient.send(get("/hour"));
  EXPECT_EQ(ask(server, get("/soon")).body, "/soon");
  EXPECT_EQ(ask(server, get("/at-once")).body, "/at-once");
}

TEST(LateAnswers, leave_at_once_when_the_server_stops) {
  RunningServer server(obey, one_thread());
  Client patient(server);
  patient.send(get("/hour"));
  EXPECT_EQ(ask(server, get("/at-once")).body, "/at-once");  // so that the first request has been taken
  server.stop();
  EXPECT_EQ(patient.answer().body, "/hour");
}

TEST(LateAnswers, of_a_connection_that_is_gone_are_forgotten) {
  RunningServer server(obey, with_limits({.drain_timeout = std::chrono::hours(1)}));
  {
    Client impatient(server);
    impatient.send(get("/hour"));
    EXPECT_EQ(ask(server, get("/at-once")).body, "/at-once");
    impatient.reset();
  }
  server.stop();
}

TEST(LostAnswers, reset_the_connection) {
  RunningServer server(obey);
  for (auto const* target : {"/lost", "/lost/soon"}) {
    Client client(server);
    client.send(get(target));
    EXPECT_TRUE(is_reset(client)) << target;
  }
  EXPECT_TRUE(eventually([&] { return server->stats().connections_open == 0; }));
}

TEST(LostAnswers, take_none_with_them_that_came_before) {
  RunningServer server(obey);
  Client client(server);
  client.send(get("/first") + get("/second") + get("/lost") + get("/never"));
  EXPECT_EQ(client.answer().body, "/first");
  EXPECT_EQ(client.answer().body, "/second");
  EXPECT_EQ(client.answer().status, 0);
}

}  // namespace
}  // namespace iam::server
