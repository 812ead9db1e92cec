// What the server counts, as Prometheus reads it.
#pragma once

#include "iam/call/operation.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace iam::gateway {

// Counters of every operation's calls. Thread-safe without locks.
class Metrics {
 public:
  enum class Outcome { kSuccess, kClientError, kServerError };

  Metrics();

  void record(service::Operation const& operation, Outcome outcome, std::chrono::microseconds duration);
  // A request to the face of another system, by the status of its answer.
  enum class Face { kAlexa, kHuawei };
  void record(Face face, int status);
  // A request that named no operation.
  void record_unrouted() { unrouted_.fetch_add(1, std::memory_order_relaxed); }

  std::string to_prometheus() const;
  void reset();

 private:
  static constexpr std::size_t kOutcomes = 3;
  static constexpr std::size_t kFaces = 2;
  using ByOutcome = std::array<std::atomic<std::uint64_t>, kOutcomes>;
  struct Counters {
    ByOutcome calls{};
    std::atomic<std::uint64_t> microseconds{0};
  };

  std::unordered_map<service::Operation const*, Counters> by_operation_;  // has all of them from the start
  std::array<ByOutcome, kFaces> by_face_{};
  std::atomic<std::uint64_t> unrouted_{0};
};

}  // namespace iam::gateway
