#include "iam/call/code_attempts.h"

namespace iam::service {

bool CodeAttempts::admit(AccountId account, std::string_view device, Time now) {
  auto const window = epoch_seconds(now) / kWindowS;
  std::lock_guard const lock(mutex_);
  if (window != tried_.window) tried_ = {window, {}};
  auto& codes = tried_.codes[{account, std::string(device)}];
  if (codes == kCodesMax) return false;
  ++codes;
  return true;
}

CodeAttempts::Tried CodeAttempts::tried(std::optional<AccountId> account) const {
  std::lock_guard const lock(mutex_);
  auto tried = tried_;
  std::erase_if(tried.codes, [&](auto const& entry) { return account.has_value() && entry.first.first != *account; });
  return tried;
}

// What was tried in a window that is over counts no more, whoever goes back to it.
void CodeAttempts::put_back(std::optional<AccountId> account, Tried const& tried) {
  forget(account);
  std::lock_guard const lock(mutex_);
  if (tried.window == tried_.window) tried_.codes.insert(tried.codes.begin(), tried.codes.end());
}

void CodeAttempts::forget(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  std::erase_if(tried_.codes, [&](auto const& entry) { return !account.has_value() || entry.first.first == *account; });
}

}  // namespace iam::service
