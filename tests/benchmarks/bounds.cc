#include "bounds.h"

#include "client.h"
#include "servers.h"
#include "worst_inputs.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace iam::bench {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kTries = 5;
// Unbounded they took 650 to 3,000 MB.
constexpr double kResidentMaxMb = 262;
constexpr double kMegabyte = 1e6;
// What the kernel counts of a process is too coarse for less.
constexpr Milliseconds kLeast(0.05);

// The size of the answer, whatever its status.
std::size_t exchange(std::uint16_t port, std::string_view request) {
  Socket const socket(port);
  socket.send(request);
  std::size_t size = 0;
  for (std::string bytes(64 * 1024, '\0');;) {
    auto const got = recv(socket.descriptor(), bytes.data(), bytes.size(), 0);
    if (got < 0) throw std::runtime_error("the server dropped a connection");
    if (got == 0) return size;
    size += static_cast<std::size_t>(got);
  }
}

struct Cost {
  Milliseconds time;  // of the server's CPU, the median
  std::size_t answer_bytes = 0;
};

Cost cost_of(Iamlocal const& server, std::string_view request) {
  std::vector<Milliseconds> times;
  Cost cost{};
  for (int i = 0; i < kTries; ++i) {
    auto const before = server.process().cpu_time();
    cost.answer_bytes = exchange(server.port(), request);
    times.emplace_back(server.process().cpu_time() - before);
  }
  std::ranges::sort(times);
  cost.time = std::max(times[kTries / 2], kLeast);
  return cost;
}

}  // namespace

std::vector<Bar> measured_bounds(std::filesystem::path const& iamlocal) {
  std::vector<Bar> bars;
  double resident_mb = 0;
  std::string_view largest;
  auto const inputs = worst_inputs();
  for (auto const& input : inputs) {
    Iamlocal const server(iamlocal);
    exchange(server.port(), input.harmless);
    auto const harmless = cost_of(server, input.harmless);
    auto const worst = cost_of(server, input.worst);
    auto const peak_mb = static_cast<double>(server.process().peak_resident_bytes()) / kMegabyte;
    if (peak_mb > resident_mb) largest = input.what;
    resident_mb = std::max(resident_mb, peak_mb);
    bars.push_back({.what = input.what,
                    .bound = input.times_max,
                    .better = Better::kLower,
                    .figure = worst.time / harmless.time,
                    .unit = "×",
                    .measured = fmt::format(
                        "{:.1f} ms beside {:.2f} ms for {:.0f} KB; answer {:.1f} MB, resident {:.0f} MB",
                        worst.time.count(), harmless.time.count(), static_cast<double>(input.worst.size()) / 1e3,
                        static_cast<double>(worst.answer_bytes) / kMegabyte, peak_mb)});
  }
  bars.push_back({.what = "resident at most",
                  .bound = kResidentMaxMb,
                  .better = Better::kLower,
                  .figure = resident_mb,
                  .unit = " MB",
                  .measured = std::string(largest)});
  return bars;
}

}  // namespace iam::bench
