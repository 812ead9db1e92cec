#include "iam/service/last_used.h"

#include "iam/base/log.h"
#include "iam/store/access_keys.h"

#include <exception>
#include <utility>

namespace iam::service {

void LastUsed::record(std::string_view id, store::LastUse use) {
  std::lock_guard const lock(mutex_);
  if (auto const known = uses_.find(id); known != uses_.end()) {
    known->second = std::move(use);
  } else {
    uses_.emplace(id, std::move(use));
  }
}

std::optional<store::LastUse> LastUsed::find(std::string_view id) const {
  std::lock_guard const lock(mutex_);
  auto const known = uses_.find(id);
  if (known == uses_.end()) return std::nullopt;
  return known->second;
}

void LastUsed::flush(store::Store& store) {
  Uses uses;
  {
    std::lock_guard const lock(mutex_);
    uses = uses_;
  }
  if (uses.empty()) return;
  store.write(
      [uses](store::Session& session) {
        store::AccessKeys keys(session);
        for (auto const& [id, use] : uses) keys.set_last_use(id, use);
        return store::Verdict::kCommit;
      },
      [this, uses](std::exception_ptr const& failure) {
        if (failure == nullptr) return forget(uses);
        log::warning("the last uses of {} access keys could not be written", uses.size());
      });
}

void LastUsed::forget(Uses const& written) {
  std::lock_guard const lock(mutex_);
  for (auto const& [id, use] : written) {
    // A use recorded meanwhile is still to be written.
    if (auto const known = uses_.find(id); known != uses_.end() && known->second == use) uses_.erase(known);
  }
}

}  // namespace iam::service
