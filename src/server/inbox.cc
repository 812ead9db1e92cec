#include "inbox.h"

#include <utility>

namespace iam::server {

Inbox::Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

void Inbox::put(LateAnswer answer) {
  std::scoped_lock const lock(mutex_);
  if (!wake_) return;
  answers_.push_back(std::move(answer));
  if (answers_.size() == 1) wake_();
}

std::vector<LateAnswer> Inbox::take_all() {
  std::scoped_lock const lock(mutex_);
  return std::exchange(answers_, {});
}

void Inbox::close() {
  std::scoped_lock const lock(mutex_);
  wake_ = nullptr;
  answers_.clear();
}

}  // namespace iam::server
