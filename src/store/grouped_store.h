// The store that several threads write to.
#pragma once

#include "call.h"
#include "engine.h"
#include "iam/store/store.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace iam::store {

// Writes go to one thread, which takes whatever came in during the last commit and commits it as one group: the disk,
// where a commit waits for it, is waited for once per group, and what a transaction costs is paid once. A brief write
// that nothing is before, and whose commit waits for nothing, is cheaper done where it is than handed over.
class GroupedStore final : public Store {
 public:
  explicit GroupedStore(std::unique_ptr<Engine> engine);
  // Waits for the writes accepted so far.
  ~GroupedStore() override;

  void read(std::function<void(Session&)> const& work) override { engine_->read(work); }
  // Waits while the queue is full, unless `done` of another write is the caller.
  void write(Work work, Done done) override;
  void write_briefly(Work work, Done done) override;
  std::uint64_t version() const override { return engine_->version(); }
  // REQUIRES: not called by a `work` or a `done`.
  void flush() override;
  bool can_replicate() const override { return engine_->can_replicate(); }
  void check() override { engine_->check(); }

 private:
  void with_writer(WriterWork const& work) override { engine_->with_writer(work); }
  void commit_groups();
  // Empty when the store is dying and nothing is left; else the caller's turn, who has to commit it.
  std::vector<Call> next_group();
  // Whether the caller may commit a call that nothing is before, and has to.
  bool take_turn();
  void commit(std::span<Call> group);

  std::unique_ptr<Engine> const engine_;

  std::mutex mutex_;
  std::condition_variable call_queued_;
  std::condition_variable calls_taken_;
  std::condition_variable calls_done_;
  std::deque<Call> queue_;
  std::thread::id writer_;  // whose turn it is, until what it commits is done
  std::uint64_t accepted_ = 0;
  std::uint64_t finished_ = 0;
  bool dying_ = false;

  std::thread committer_;  // started last: it uses everything above
};

}  // namespace iam::store
