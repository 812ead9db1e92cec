// Measures servers against each other: in turns, so that what else the machine does hits all of them.
#pragma once

#include "load.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace iam::bench {

struct Effort {
  std::chrono::milliseconds warm_up;
  std::chrono::milliseconds round;
  int rounds;
};

struct Figures {
  double requests_per_s = 0;  // the median of the rounds: what else runs in bursts does not count
  double p50_us = 0;
  double p99_us = 0;
  double server_us = 0;  // CPU time of the server for each request: what the noise of other programs changes least
};

// One line of the table.
struct Contender {
  std::string what;
  std::function<std::chrono::nanoseconds()> server_time;  // CPU time of the server so far
  Load load;
  RequestSource source;
  Figures figures = {};
};

// Gives every contender its figures.
void measure(std::span<Contender> contenders, Effort const& effort);

}  // namespace iam::bench
