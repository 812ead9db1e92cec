// The latest requests that policies denied, or would have denied if they were enforced.
#pragma once

#include "iam/authorization/authorization_message.h"
#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/policy/evaluate.h"
#include "iam/policy/misses.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace iam::service {

struct DeniedRequest {
  Time at;
  std::string request_id;
  std::string principal;         // as the sentence names it
  std::string resource;          // an ARN or `*`
  AuthorizationFailure failure;  // what an encoded message tells, which is made when somebody wants it
  policy::PolicyType decided_by = policy::PolicyType::kIdentity;
  std::string policy_id;  // of the policy that denies explicitly, or the scope-down policy that does not allow
  std::string policy_arn;
  std::string sentence;
  bool was_enforced = false;
  // Of a refusal by a role's trust policy: the statements that could have let the requester in, with what each lacks,
  // or those that denied; and the same in a sentence, also where there is no policy.
  std::vector<policy::StatementMisses> statements;
  std::string why;
};

// Thread-safe, bounded, in memory only.
class DenialJournal {
 public:
  static constexpr std::size_t kDenialsPerAccountMax = 100;
  // As estimated. Of an account the newest is kept whatever it takes; of all accounts those are forgotten that were
  // denied something least lately.
  static constexpr std::size_t kBytesPerAccountMax = std::size_t{1024} * 1024;
  static constexpr std::size_t kBytesMax = std::size_t{64} * 1024 * 1024;

  void record(AccountId account, DeniedRequest denied);

  // The newest first.
  std::vector<DeniedRequest> latest(AccountId account) const;

  // Of one account, or of all.
  void forget(std::optional<AccountId> account);

  std::size_t bytes() const;

 private:
  struct Denials {
    std::deque<DeniedRequest> latest;
    std::size_t bytes = 0;
    std::uint64_t last = 0;  // the number of the newest
  };
  using Accounts = std::map<AccountId, Denials>;

  void forget(Accounts::iterator account);

  mutable std::mutex mutex_;
  Accounts accounts_;
  std::size_t bytes_ = 0;
  std::uint64_t recorded_ = 0;
};

}  // namespace iam::service
