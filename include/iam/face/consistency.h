// How soon what was written is known where AWS decides: at once, or some time later, as on AWS.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
#pragma once

#include "iam/base/ids.h"
#include "iam/base/time.h"
#include "iam/store/store.h"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string_view>

namespace iam::gateway {

struct Consistency {
  enum class Mode { kImmediate, kAws };

  Mode mode = Mode::kImmediate;
  // Between which the delay of each commit is drawn. AWS names no numbers; clients wait about ten seconds for a key.
  std::chrono::milliseconds delay_min{1'000};
  std::chrono::milliseconds delay_max{10'000};
  bool has_lagging_reads = false;  // IAM's own reads are late, too
};

std::string_view consistency_mode_name(Consistency::Mode mode);

// The consistency of a server. Thread-safe.
class ConsistencyControl {
 public:
  // What is given outlives it. `at_start` holds until somebody sets another, and again after restart().
  ConsistencyControl(store::Store& store, Clock const& clock, IdSource& ids, Consistency const& at_start);
  ConsistencyControl(ConsistencyControl const&) = delete;
  ConsistencyControl& operator=(ConsistencyControl const&) = delete;
  ~ConsistencyControl();

  Consistency current() const;
  // Whether the store can tell what each commit changed.
  bool can_lag() const { return store_.can_replicate(); }
  // Whatever is not known yet is known at once. Throws store::StoreError. REQUIRES: can_lag(), or that nothing is late.
  void set(Consistency const& wanted);
  void restart() noexcept;
  // Commits that are not known yet.
  std::size_t pending() const;

 private:
  store::Store& store_;
  Clock const& clock_;
  IdSource& ids_;
  Consistency const at_start_;
  mutable std::mutex mutex_;
  Consistency current_;
};

}  // namespace iam::gateway
