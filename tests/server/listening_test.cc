// Where the server listens, and what it says when it cannot.
#include "fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace iam::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

Options on_all(std::vector<std::string> hosts, std::uint16_t port = 0) {
  Options options = quick_options();
  options.hosts = std::move(hosts);
  options.port = port;
  return options;
}

Options on(std::string host, std::uint16_t port = 0) { return on_all({std::move(host)}, port); }

bool has_ipv6() {
  int const file = ::socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 loopback{};
  loopback.sin6_family = AF_INET6;
  loopback.sin6_addr = in6addr_loopback;
  bool const has = file >= 0 && ::bind(file, reinterpret_cast<sockaddr const*>(&loopback), sizeof loopback) == 0;
  if (file >= 0) ::close(file);
  return has;
}

// Whether something accepts connections there.
bool is_open(std::string const& address, std::uint16_t port) {
  bool const is_v6 = address.find(':') != std::string::npos;
  sockaddr_storage storage{};
  socklen_t size = 0;
  if (is_v6) {
    auto* const v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    *v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_flowinfo = 0, .sin6_addr = {}, .sin6_scope_id = 0};
    ::inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr);
    size = sizeof *v6;
  } else {
    auto* const v4 = reinterpret_cast<sockaddr_in*>(&storage);
    *v4 = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {}, .sin_zero = {}};
    ::inet_pton(AF_INET, address.c_str(), &v4->sin_addr);
    size = sizeof *v4;
  }
  int const file = ::socket(storage.ss_family, SOCK_STREAM, 0);
  bool const is_connected = ::connect(file, reinterpret_cast<sockaddr const*>(&storage), size) == 0;
  ::close(file);
  return is_connected;
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

// Clients that look up `localhost` try ::1 first, some of them nothing else.
TEST(Listening, localhost_is_both_loopback_addresses_on_one_port) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  for (auto const& hosts : {std::vector<std::string>{}, {"localhost"}, {"localhost", "127.0.0.1"}}) {
    RunningServer server(echo, on_all(hosts));
    EXPECT_TRUE(server->url().starts_with("http://127.0.0.1:"));
    EXPECT_TRUE(is_open("127.0.0.1", server->port()));
    EXPECT_TRUE(is_open("::1", server->port()));
  }
}

TEST(Listening, every_host_that_is_named_answers) {
  RunningServer server(echo, on_all({"127.0.0.2", "127.0.0.3"}));
  EXPECT_EQ(server->address(), "127.0.0.2");
  EXPECT_TRUE(is_open("127.0.0.2", server->port()));
  EXPECT_TRUE(is_open("127.0.0.3", server->port()));
  EXPECT_FALSE(is_open("127.0.0.4", server->port()));
}

TEST(Listening, all_addresses_of_ipv6_are_those_of_ipv4_too) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  RunningServer server(echo, on("::"));
  EXPECT_TRUE(server->url().starts_with("http://[::]:"));
  EXPECT_TRUE(is_open("127.0.0.1", server->port()));
  EXPECT_TRUE(is_open("::1", server->port()));
}

TEST(Listening, beside_an_ipv4_address_all_of_ipv6_are_of_ipv6_only) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  RunningServer server(echo, on_all({"::", "127.0.0.2"}));
  EXPECT_TRUE(is_open("::1", server->port()));
  EXPECT_TRUE(is_open("127.0.0.2", server->port()));
  EXPECT_FALSE(is_open("127.0.0.1", server->port()));
}

TEST(Listening, a_port_in_use_at_one_of_the_addresses_is_refused) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  StubGateway gateway(echo);
  Server const first(on("::1"), gateway);
  EXPECT_THAT(failure(on("localhost", first.port())),
              StartsWith(fmt::format("cannot listen on [::1]:{}: Address already in use", first.port())));
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
