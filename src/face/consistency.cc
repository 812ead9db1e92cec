#include "iam/face/consistency.h"

#include "iam/base/log.h"
#include "iam/store/replica.h"

#include <cstdint>
#include <exception>
#include <optional>

namespace iam::gateway {

using std::chrono::milliseconds;

std::string_view consistency_mode_name(Consistency::Mode mode) {
  return mode == Consistency::Mode::kAws ? "aws" : "immediate";
}

ConsistencyControl::ConsistencyControl(store::Store& store, Clock const& clock, IdSource& ids,
                                       Consistency const& at_start)
    : store_(store), clock_(clock), ids_(ids), at_start_(at_start) {
  set(at_start_);
}

ConsistencyControl::~ConsistencyControl() { store_.replicate(std::nullopt); }

Consistency ConsistencyControl::current() const {
  std::lock_guard const lock(mutex_);
  return current_;
}

void ConsistencyControl::set(Consistency const& wanted) {
  std::lock_guard const lock(mutex_);
  if (wanted.mode == Consistency::Mode::kImmediate) {
    store_.replicate(std::nullopt);
  } else {
    auto const least = wanted.delay_min;
    auto const span = static_cast<double>((wanted.delay_max - least).count());
    store_.replicate(store::Lag{
        .now = [&clock = clock_] { return clock.now(); },
        .delay = [&ids = ids_, least,
                  span] { return least + milliseconds(static_cast<std::int64_t>(ids.fraction() * span)); },
        .serves_reads = wanted.has_lagging_reads,
    });
  }
  current_ = wanted;
}

void ConsistencyControl::restart() noexcept {
  try {
    set(at_start_);
  } catch (std::exception const& failure) {
    log::error("the consistency of the start cannot be put back: {}", failure.what());
  }
}

std::size_t ConsistencyControl::pending() const { return store_.replica().pending(); }

}  // namespace iam::gateway
