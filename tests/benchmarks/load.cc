#include "load.h"

#include "client.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace iam::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  explicit Connection(std::uint16_t port) : socket(port) {}

  Socket socket;
  AnswerReader reader;
  Clock::time_point sent;
};

class Epoll {
 public:
  Epoll() : descriptor_(epoll_create1(EPOLL_CLOEXEC)) {
    if (descriptor_ < 0) fail("epoll_create1");
  }
  Epoll(Epoll const&) = delete;
  Epoll& operator=(Epoll const&) = delete;
  ~Epoll() { close(descriptor_); }

  void add(Connection& connection) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
    if (epoll_ctl(descriptor_, EPOLL_CTL_ADD, connection.socket.descriptor(), &event) != 0) fail("epoll_ctl");
  }

  template <class Visit>
  void wait(Visit const& visit) {
    std::array<epoll_event, 64> events;
    int const count = epoll_wait(descriptor_, events.data(), static_cast<int>(events.size()), -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < count; ++i) visit(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

 private:
  [[noreturn]] static void fail(char const* what) { throw std::system_error(errno, std::generic_category(), what); }

  int descriptor_;
};

std::uint32_t latency_ns(Clock::duration latency) {
  return static_cast<std::uint32_t>(std::min<std::int64_t>(latency.count(), UINT32_MAX));
}

}  // namespace

Answered run(Load const& load, RequestSource const& source) {
  Epoll epoll;
  std::vector<std::unique_ptr<Connection>> connections;
  for (std::size_t i = 0; i < load.connections; ++i) {
    epoll.add(*connections.emplace_back(std::make_unique<Connection>(load.ports[i % load.ports.size()])));
  }

  Answered answered;
  std::uint64_t sent = 0;
  std::size_t in_flight = 0;
  auto const start = Clock::now();
  auto const send_next = [&](Connection& connection, Clock::time_point now) {
    if (sent == load.requests || now - start >= load.duration) return;
    connection.sent = now;
    connection.socket.send(source());
    ++sent;
    ++in_flight;
  };

  for (auto const& connection : connections) send_next(*connection, Clock::now());
  while (in_flight > 0) {
    epoll.wait([&](Connection& connection) {
      if (!connection.reader.read_from(connection.socket)) return;
      connection.reader.reset();
      --in_flight;
      auto const now = Clock::now();
      answered.latencies_ns.push_back(latency_ns(now - connection.sent));
      send_next(connection, now);
    });
  }
  answered.elapsed = Clock::now() - start;
  return answered;
}

}  // namespace iam::bench
