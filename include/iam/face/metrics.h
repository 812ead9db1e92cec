// What the server counts, as Prometheus reads it.
#pragma once

#include "iam/call/operation.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <variant>

namespace iam::gateway {

// Counters of every operation's calls. Thread-safe without locks.
class Metrics {
 public:
  Metrics();

  // A request is of an operation of AWS's, to the face of another system, or names no operation at all.
  enum class Face { kAlexa, kHuawei, kToolbox };
  using Subject = std::variant<std::monostate, service::Operation const*, Face>;

  // By the status of its answer.
  void record(Subject const& subject, int status, std::chrono::microseconds duration);

  std::string to_prometheus() const;
  void reset();

 private:
  static constexpr std::size_t kOutcomes = 3;  // success, an error of the client, of the server
  static constexpr std::size_t kFaces = 3;
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
