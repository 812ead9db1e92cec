#include "inbox.h"

#include <utility>

namespace iam::server {

Inbox::Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

void Inbox::put(LateAnswer answer) {
  std::scoped_lock const lock(mutex_);
  if (!wake_) return;
  answers_.push_back(std::move(answer));
  wake_once();
}

void Inbox::nudge(std::uint64_t connection) {
  std::scoped_lock const lock(mutex_);
  if (!wake_) return;
  nudged_.push_back(connection);
  wake_once();
}

void Inbox::wake_once() {
  if (!std::exchange(woken_, true)) wake_();
}

std::vector<std::uint64_t> Inbox::take_nudged() {
  std::scoped_lock const lock(mutex_);
  return std::exchange(nudged_, {});
}

std::vector<LateAnswer> Inbox::take_all() {
  std::scoped_lock const lock(mutex_);
  woken_ = false;
  return std::exchange(answers_, {});
}

void Inbox::close() {
  std::scoped_lock const lock(mutex_);
  wake_ = nullptr;
  answers_.clear();
  nudged_.clear();
}

}  // namespace iam::server
