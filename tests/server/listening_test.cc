// Where the server listens, and what it says when it cannot.
#include "fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

namespace iam::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

Options on(std::string host, std::uint16_t port = 0) {
  Options options = quick_options();
  options.host = std::move(host);
  options.port = port;
  return options;
}

std::string url_on(std::string host) {
  StubGateway gateway(echo);
  Server const server(on(std::move(host)), gateway);
  std::string const port = fmt::format(":{}", server.port());
  std::string const url = server.url();
  EXPECT_TRUE(url.ends_with(port));
  return url.substr(0, url.size() - port.size());
}

std::string failure(Options const& options) {
  StubGateway gateway(echo);
  try {
    Server const server(options, gateway);
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  return "no failure";
}

TEST(Listening, the_url_names_the_address_and_the_real_port) {
  EXPECT_EQ(url_on("127.0.0.1"), "http://127.0.0.1");
  EXPECT_EQ(url_on("localhost"), "http://127.0.0.1");
  EXPECT_EQ(url_on("0.0.0.0"), "http://0.0.0.0");
}

TEST(Listening, the_url_has_brackets_around_an_ipv6_address) {
  try {
    EXPECT_EQ(url_on("::1"), "http://[::1]");
  } catch (std::runtime_error const& error) {
    GTEST_SKIP() << "no IPv6 here: " << error.what();
  }
}

TEST(Listening, a_name_is_no_host) {
  EXPECT_EQ(failure(on("example.com")),
            "cannot listen on \"example.com\": the host must be a numeric address such as 127.0.0.1 or ::1, or "
            "localhost");
}

// Two servers that share a port unawares would each get every other request.
TEST(Listening, a_port_in_use_is_refused_with_a_way_out) {
  StubGateway gateway(echo);
  Server const first(quick_options(), gateway);
  EXPECT_EQ(failure(on("127.0.0.1", first.port())),
            fmt::format("cannot listen on 127.0.0.1:{}: Address already in use; stop the other program or choose "
                        "another port (0: any free one)",
                        first.port()));
}

TEST(Listening, an_address_of_another_machine_is_refused_with_a_way_out) {
  EXPECT_THAT(failure(on("192.0.2.1", 1)),
              AllOf(StartsWith("cannot listen on 192.0.2.1:1: "), HasSubstr("; choose an address of this machine")));
}

TEST(Listening, a_port_can_be_used_again_at_once) {
  std::uint16_t port = 0;
  {
    RunningServer server;
    port = server->port();
    EXPECT_EQ(ask(server, get("/", "Connection: close\r\n")).status, 200);
  }
  RunningServer again(echo, on("127.0.0.1", port));
  EXPECT_EQ(ask(again, get("/")).status, 200);
}

TEST(Listening, connections_are_spread_over_the_threads) {
  std::mutex mutex;
  std::map<std::thread::id, int> requests;
  RunningServer server([&](gateway::HttpRequest const& request, gateway::Reply reply) {
    {
      std::scoped_lock const lock(mutex);
      ++requests[std::this_thread::get_id()];
    }
    echo(request, std::move(reply));
  });
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ask(server, get("/")).status, 200);
  std::scoped_lock const lock(mutex);
  ASSERT_EQ(requests.size(), 2U);
  for (auto const& [thread, count] : requests) EXPECT_EQ(count, 5);
}

}  // namespace
}  // namespace iam::server
