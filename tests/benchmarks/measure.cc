#include "measure.h"

#include <algorithm>

namespace iam::bench {
namespace {

struct Tally {
  std::vector<double> rates;  // of each round
  std::vector<std::uint32_t> latencies_ns;
  std::chrono::nanoseconds server_time{};
};

void run_round(Contender& contender, Effort const& effort, Tally& tally) {
  contender.load.duration = effort.warm_up;
  run(contender.load, contender.source);

  contender.load.duration = effort.round;
  auto const before = contender.server_time();
  auto const round = run(contender.load, contender.source);
  tally.server_time += contender.server_time() - before;
  auto const count = static_cast<double>(round.latencies_ns.size());
  tally.rates.push_back(count / std::chrono::duration<double>(round.elapsed).count());
  tally.latencies_ns.insert(tally.latencies_ns.end(), round.latencies_ns.begin(), round.latencies_ns.end());
}

// REQUIRES: not empty. Reorders it.
template <class T>
T quantile(std::vector<T>& values, double share) {
  auto const rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  auto const at = values.begin() + rank;
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

Figures figures_of(Tally& tally) {
  auto const count = static_cast<double>(tally.latencies_ns.size());
  return {.requests_per_s = quantile(tally.rates, 0.50),
          .p50_us = quantile(tally.latencies_ns, 0.50) / 1e3,
          .p99_us = quantile(tally.latencies_ns, 0.99) / 1e3,
          .server_us = std::chrono::duration<double, std::micro>(tally.server_time).count() / count};
}

}  // namespace

void measure(std::span<Contender> contenders, Effort const& effort) {
  std::vector<Tally> tallies(contenders.size());
  for (int round = 0; round < effort.rounds; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) run_round(contenders[i], effort, tallies[i]);
  }
  for (std::size_t i = 0; i < contenders.size(); ++i) contenders[i].figures = figures_of(tallies[i]);
}

}  // namespace iam::bench
