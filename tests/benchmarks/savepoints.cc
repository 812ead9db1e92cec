#include "savepoints.h"

#include "client.h"
#include "requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>

namespace iam::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kTimes = 40;
constexpr double kMillisecondsMax = 5;

std::string post(std::string const& path, std::string const& body) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{}", path, body.size(), body);
}

Bar bar(std::string what, std::vector<Milliseconds> times) {
  std::ranges::sort(times);
  return {.what = std::move(what),
          .bound = kMillisecondsMax,
          .better = Better::kLower,
          .figure = times[times.size() / 2].count(),
          .unit = " ms",
          .measured = fmt::format("median of {}; {:.1f} to {:.1f} ms, HTTP included", times.size(),
                                  times.front().count(), times.back().count())};
}

// `before` runs each time, and is not measured.
std::vector<Milliseconds> times(std::uint16_t port, std::function<std::string(int)> const& request,
                                std::function<void(int)> const& before) {
  std::vector<Milliseconds> times;
  for (int i = 0; i < kTimes; ++i) {
    before(i);
    auto const text = request(i);
    auto const begin = Clock::now();
    ask(port, text);
    times.emplace_back(Clock::now() - begin);
  }
  return times;
}

}  // namespace

std::vector<Bar> savepoint_bars(std::string const& where, Iamlocal& server) {
  auto const port = server.port();
  auto const made = times(
      port, [](int i) { return post("/_iam/savepoints", fmt::format(R"({{"name":"bench-{}"}})", i)); }, [](int) {});
  auto const user = [](int i, std::string_view action) {
    return sdk_request(action, fmt::format("&UserName=of-the-test-{}", i));
  };
  auto const restoring = [](int) { return post("/_iam/savepoints/bench-0/restore", ""); };
  auto const restored = times(port, restoring, [&](int i) {
    for (int each = 0; each < 5; ++each) ask(port, user(10 * i + each, "CreateUser"));
    ask(port, user(10 * i, "DeleteUser"));
  });
  auto const restored_all =
      times(port, restoring, [&](int) { ask(port, post("/_iam/reset?account=123456789012", "")); });
  return {bar("savepoint made, 1,000 users, " + where, made),
          bar("savepoint restored after a test, " + where, restored),
          bar("savepoint restored after a reset, " + where, restored_all)};
}

}  // namespace iam::bench
