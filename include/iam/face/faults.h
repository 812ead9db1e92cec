// Faults that the operator asked for: calls that fail, wait or lose their answer on purpose, so that clients can show
// what they make of it.
#pragma once

#include "iam/base/ids.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// When the connection of a call is reset instead of answering it.
enum class Drop {
  kNever,
  kBefore,  // nothing was done
  kAfter,   // everything was done, and is durable: the client cannot know
};

// One fault, and which calls of IAM and STS it strikes. Patterns have the wildcards of policies; an empty one is for
// all.
struct FaultRule {
  std::optional<service::Service> service;
  std::string operation;
  std::string account;
  std::string principal;  // the caller's ARN

  double probability = 1;              // above 0, at most 1
  std::optional<std::uint64_t> times;  // how often it strikes at most

  std::string preset;          // under which name it was asked for; may be empty
  std::optional<Error> error;  // answered instead of doing anything
  std::chrono::milliseconds latency_min{0};
  std::chrono::milliseconds latency_max{0};
  Drop drop = Drop::kNever;
};

// What happens to one call.
struct Strike {
  std::string told;  // "rule 1; throttle", "rule 2; latency 250 ms; drop after"
  std::optional<Error>
      error;  // with which the call is refused; one whose answer is lost before it is done has one, too
  std::chrono::milliseconds latency{0};  // the answer's
  bool is_lost = false;                  // the answer
};

// Which fault strikes which call. Thread-safe; while there is no rule, asking costs one relaxed load.
class Faults {
 public:
  struct Rule {
    FaultRule asked;
    std::uint64_t struck = 0;
    // How often it may still strike; nothing: always.
    std::optional<std::uint64_t> remaining() const;
  };

  // `at_start`: the rules there are until somebody replaces them, and again after restart().
  explicit Faults(IdSource& ids, std::vector<FaultRule> at_start = {});

  // The fault of a call whose caller is known; null: none. The first rule that fits strikes: it matches, has some of
  // its times left, and its probability says so, for which one number is drawn. An earlier one that missed changes
  // nothing.
  std::shared_ptr<Strike const> strike(service::Operation const& operation, service::Caller const& caller);

  std::vector<Rule> rules() const;
  std::size_t count() const { return count_.load(std::memory_order_relaxed); }
  void replace(std::vector<FaultRule> rules);
  void restart() { replace(at_start_); }

 private:
  std::shared_ptr<Strike const> drawn(service::Operation const& operation, service::Caller const& caller);

  IdSource& ids_;
  std::vector<FaultRule> const at_start_;
  mutable std::mutex mutex_;
  std::vector<Rule> rules_;
  std::atomic<std::size_t> count_ = 0;
};

}  // namespace iam::gateway
