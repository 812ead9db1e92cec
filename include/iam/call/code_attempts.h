// How often the one-time codes of MFA devices were tried, so that nobody can guess one. A call that fails writes
// nothing, and these are counted for calls that fail: they are kept in memory.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::service {

// Thread-safe.
class CodeAttempts {
 public:
  // AWS was seen to look at nine codes of a device, good and bad ones, in each three minutes of the clock: from 21:15
  // to 21:18, not in any three minutes. https://github.com/radkawar/stackd, testdata/aws/iam/mfa_rejection*.json.
  static constexpr std::int32_t kCodesMax = 9;
  static constexpr std::int64_t kWindowS = 180;

  // Counts one more code of the account's device, which is known by what follows `mfa/` in its ARN: one that is made
  // anew under the same name is the same. False: this one must not be looked at.
  bool admit(AccountId account, std::string_view device, Time now);

  // What was tried in the account, or in all of them, to be put back.
  struct Tried {
    std::int64_t window = 0;
    std::map<std::pair<AccountId, std::string>, std::int32_t> codes;
  };
  Tried tried(std::optional<AccountId> account) const;
  void put_back(std::optional<AccountId> account, Tried const& tried);

  // Forgets what was tried in the account, or in all of them.
  void forget(std::optional<AccountId> account);

 private:
  mutable std::mutex mutex_;
  // INVARIANT: of this window only, and of devices that were there in it, so that their number is bounded.
  Tried tried_;
};

}  // namespace iam::service
