#include "iam/authorization/denial_journal.h"

#include <utility>

namespace iam::service {

void DenialJournal::record(AccountId account, DeniedRequest denied) {
  std::lock_guard const lock(mutex_);
  if (denials_.size() >= kAccountsMax && !denials_.contains(account)) denials_.clear();
  auto& denials = denials_[account];
  denials.push_front(std::move(denied));
  if (denials.size() > kDenialsPerAccountMax) denials.pop_back();
}

std::vector<DeniedRequest> DenialJournal::latest(AccountId account) const {
  std::lock_guard const lock(mutex_);
  auto const found = denials_.find(account);
  if (found == denials_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

void DenialJournal::forget(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  if (account.has_value()) {
    denials_.erase(*account);
  } else {
    denials_.clear();
  }
}

}  // namespace iam::service
