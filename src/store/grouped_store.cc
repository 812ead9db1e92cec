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
    // Who writes must not wait for the queue that is emptied only afterwards.
    if (std::this_thread::get_id() != writer_) {
      calls_taken_.wait(lock, [this] { return queue_.size() < kQueuedWritesMax; });
    }
    queue_.push_back({std::move(work), std::move(done)});
    ++accepted_;
    if (writer_ != std::thread::id()) return;  // who will see to it
  }
  call_queued_.notify_one();
}

void GroupedStore::write_briefly(Work work, Done done) {
  if (!take_turn()) return write(std::move(work), std::move(done));
  Call call{std::move(work), std::move(done)};
  commit({&call, 1});
}

bool GroupedStore::take_turn() {
  if (!engine_->commits_at_once()) return false;
  std::lock_guard const lock(mutex_);
  if (writer_ != std::thread::id() || !queue_.empty()) return false;
  writer_ = std::this_thread::get_id();
  ++accepted_;
  return true;
}

void GroupedStore::flush() {
  {
    std::unique_lock lock(mutex_);
    calls_done_.wait(lock, [this, accepted = accepted_] { return finished_ >= accepted; });
  }
  engine_->flush();
}

void GroupedStore::commit_groups() {
  for (std::vector<Call> group = next_group(); !group.empty(); group = next_group()) commit(group);
}

std::vector<Call> GroupedStore::next_group() {
  std::vector<Call> group;
  {
    std::unique_lock lock(mutex_);
    call_queued_.wait(lock, [this] { return writer_ == std::thread::id() && (!queue_.empty() || dying_); });
    std::size_t const size = std::min(queue_.size(), kGroupSizeMax);
    auto const end = queue_.begin() + static_cast<std::ptrdiff_t>(size);
    group.assign(std::move_iterator(queue_.begin()), std::move_iterator(end));
    queue_.erase(queue_.begin(), end);
    writer_ = std::this_thread::get_id();
  }
  calls_taken_.notify_all();
  return group;
}

void GroupedStore::commit(std::span<Call> group) {
  engine_->write_group(group, replica());
  for (Call& call : group) call.done(call.failure);
  {
    std::lock_guard const lock(mutex_);
    writer_ = std::thread::id();
    finished_ += group.size();
    calls_done_.notify_all();
    if (queue_.empty()) return;
  }
  call_queued_.notify_one();
}

}  // namespace iam::store
