#include "grouped_store.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace iam::store {
namespace {

// Writes that wait for their turn; a writer beyond them waits itself.
constexpr std::size_t kQueuedWritesMax = 4096;
// Writes in one commit: past some hundreds the fsync is a small part of the time, and the first would wait for the
// last.
constexpr std::size_t kGroupSizeMax = 512;

}  // namespace

GroupedStore::GroupedStore(std::unique_ptr<Engine> engine)
    : engine_(std::move(engine)), committer_([this] { commit_groups(); }) {}

GroupedStore::~GroupedStore() {
  {
    std::lock_guard const lock(mutex_);
    dying_ = true;
  }
  call_queued_.notify_one();
  committer_.join();
}

void GroupedStore::write(Work work, Done done) {
  {
    std::unique_lock lock(mutex_);
    // The committer itself must not wait for the queue that it alone empties.
    if (std::this_thread::get_id() != committer_.get_id()) {
      calls_taken_.wait(lock, [this] { return queue_.size() < kQueuedWritesMax; });
    }
    queue_.push_back({std::move(work), std::move(done)});
    ++accepted_;
  }
  call_queued_.notify_one();
}

void GroupedStore::flush() {
  {
    std::unique_lock lock(mutex_);
    calls_done_.wait(lock, [this, accepted = accepted_] { return finished_ >= accepted; });
  }
  engine_->flush();
}

void GroupedStore::commit_groups() {
  for (std::vector<Call> group = next_group(); !group.empty(); group = next_group()) {
    engine_->write_group(group, replica());
    for (Call& call : group) call.done(call.failure);
    {
      std::lock_guard const lock(mutex_);
      finished_ += group.size();
    }
    calls_done_.notify_all();
  }
}

std::vector<Call> GroupedStore::next_group() {
  std::vector<Call> group;
  {
    std::unique_lock lock(mutex_);
    call_queued_.wait(lock, [this] { return !queue_.empty() || dying_; });
    std::size_t const size = std::min(queue_.size(), kGroupSizeMax);
    auto const end = queue_.begin() + static_cast<std::ptrdiff_t>(size);
    group.assign(std::move_iterator(queue_.begin()), std::move_iterator(end));
    queue_.erase(queue_.begin(), end);
  }
  calls_taken_.notify_all();
  return group;
}

}  // namespace iam::store
