#include "iam/call/code_attempts.h"

namespace iam::service {

bool CodeAttempts::admit(AccountId account, std::string_view device, Time now) {
  auto const window = epoch_seconds(now) / kWindow_s;
  std::lock_guard const lock(mutex_);
  if (window != window_) codes_.clear();
  window_ = window;
  auto& codes = codes_[{account, std::string(device)}];
  if (codes == kCodesMax) return false;
  ++codes;
  return true;
}

void CodeAttempts::forget(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  std::erase_if(codes_, [&](auto const& entry) { return !account.has_value() || entry.first.first == *account; });
}

}  // namespace iam::service
