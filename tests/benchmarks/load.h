// The load generator: many keep-alive connections, one thread, one request in flight on each connection.
#pragma once

#include "requests.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace iam::bench {

struct Load {
  std::vector<std::uint16_t> ports;  // the connections are spread over them
  std::size_t connections;
  // Whichever comes first.
  std::chrono::nanoseconds duration = std::chrono::hours(1);
  std::uint64_t requests = std::numeric_limits<std::uint64_t>::max();
};

struct Answered {
  std::chrono::nanoseconds elapsed{};
  std::vector<std::uint32_t> latencies_ns;  // one for each answer, from the request's first byte to the answer's last
};

// Throws when an answer is not a 200 or a connection breaks: figures of a server that fails are worth nothing.
Answered run(Load const& load, RequestSource const& source);

}  // namespace iam::bench
