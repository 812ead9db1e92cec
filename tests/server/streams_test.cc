// An answer that goes on: what comes later is sent when it comes, and nobody waits for it, neither the server's end nor
// other connections.
#include "fixture.h"

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace iam::server {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

// Sends what a test says.
class Telling final : public gateway::BodyStream {
 public:
  void start(std::function<void()> wake) override {
    std::lock_guard const lock(mutex_);
    wake_ = std::move(wake);
  }
  std::string take() override {
    std::lock_guard const lock(mutex_);
    return std::exchange(untold_, {});
  }
  std::string_view heartbeat() const override { return "(still here)"; }

  void tell(std::string_view bytes) {
    std::lock_guard const lock(mutex_);
    untold_ += bytes;
    if (wake_) wake_();
  }

 private:
  std::mutex mutex_;
  std::function<void()> wake_;
  std::string untold_;
};

// A gateway that answers `/stream` with one, and all else as ever.
struct Streaming {
  std::shared_ptr<Telling> stream = std::make_shared<Telling>();

  Handler handler() {
    return [this](gateway::HttpRequest const& request, gateway::Reply reply) {
      if (request.target.path != "/stream") return echo(request, std::move(reply));
      reply({.status = 200, .headers = {}, .body = "begun;", .stream = stream});
    };
  }
};

TEST(Streams, send_what_comes_when_it_comes) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  Client client(server);
  client.send(get("/stream"));
  EXPECT_TRUE(client.hears("\r\nConnection: close\r\n\r\nbegun;"));
  for (auto const* piece : {"one;", "two;", "three;"}) {
    streaming.stream->tell(piece);
    EXPECT_TRUE(client.hears(piece));
  }
}

TEST(Streams, tell_no_length) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  Client client(server);
  client.send(get("/stream"));
  Answer const answer = client.answer(Client::Expect::kHeadOnly);
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.headers.contains("content-length"));
  EXPECT_TRUE(answer.closes());
}

TEST(Streams, send_what_came_before_they_began) {
  Streaming streaming;
  streaming.stream->tell("early;");
  RunningServer server(streaming.handler());
  Client client(server);
  client.send(get("/stream"));
  EXPECT_TRUE(client.hears("begun;early;"));
}

TEST(Streams, follow_the_answers_before_them_and_are_the_last) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  Client client(server);
  client.send(get("/first") + get("/stream") + get("/never"));
  EXPECT_EQ(client.answer().body, "GET /first\n");
  EXPECT_TRUE(client.hears("begun;"));
  streaming.stream->tell("more;");
  EXPECT_TRUE(client.hears("more;"));
  server->stop();
  EXPECT_FALSE(client.hears("/never"));
}

TEST(Streams, live_on_in_silence) {
  Streaming streaming;
  RunningServer server(streaming.handler(), with_limits({.idle_timeout = 20ms, .stream_heartbeat = 20ms}));
  Client client(server);
  client.send(get("/stream"));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(client.hears("(still here)"));
  streaming.stream->tell("more;");
  EXPECT_TRUE(client.hears("more;"));
}

TEST(Streams, do_not_hold_up_a_stop) {
  Streaming streaming;
  RunningServer server(streaming.handler(), with_limits({.drain_timeout = std::chrono::hours(1)}));
  Client client(server);
  client.send(get("/stream"));
  ASSERT_TRUE(client.hears("begun;"));
  server.stop();
  EXPECT_TRUE(client.has_ended());
}

TEST(Streams, are_let_go_when_the_client_leaves) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  std::weak_ptr<Telling> const left = streaming.stream;
  {
    Client client(server);
    client.send(get("/stream"));
    ASSERT_TRUE(client.hears("begun;"));
    streaming.stream.reset();
    EXPECT_FALSE(left.expired());
  }
  EXPECT_TRUE(eventually([&] { return left.expired(); }));
}

TEST(Streams, are_closed_on_a_client_that_does_not_read) {
  Streaming streaming;
  RunningServer server(streaming.handler(), with_limits({.write_timeout = 50ms}));
  Client client(server);
  client.send(get("/stream"));
  ASSERT_TRUE(client.hears("begun;"));
  std::string more_than_fits_on_the_way;
  more_than_fits_on_the_way.resize(64'000'000, 'x');
  streaming.stream->tell(std::move(more_than_fits_on_the_way));
  EXPECT_TRUE(eventually([&] { return server->stats().connections_open == 0; }));
}

TEST(Streams, are_not_begun_for_whoever_wants_the_head_alone) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  Client client(server);
  client.send("HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(client.hears(kHeadEnd));
  EXPECT_TRUE(client.has_ended());
}

TEST(Streams, leave_the_other_connections_alone) {
  Streaming streaming;
  RunningServer server(streaming.handler());
  Client listening(server);
  listening.send(get("/stream"));
  ASSERT_TRUE(listening.hears("begun;"));
  for (int i = 0; i < 20; ++i) {
    streaming.stream->tell("tick;");
    EXPECT_EQ(ask(server, get("/other")).body, "GET /other\n");
    EXPECT_TRUE(listening.hears("tick;"));
  }
}

}  // namespace
}  // namespace iam::server
