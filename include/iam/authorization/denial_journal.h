// The latest requests that policies denied, or would have denied if they were enforced.
#pragma once

#include "iam/authorization/authorization_message.h"
#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/policy/evaluate.h"
#include "iam/policy/misses.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// A policy that took part in a decision. Its text is that of the moment: what is stored may change.
struct EvaluatedPolicy {
  policy::PolicyType type = policy::PolicyType::kIdentity;
  policy::NamedPolicy policy;
  std::optional<std::size_t> level = {};  // of types that have levels, its place in PolicySets
};

// All of `sets` that somebody wrote; what this server adds by itself has no name. Of types in the order of PolicySets.
std::vector<EvaluatedPolicy> evaluated_policies(policy::PolicySets const& sets);
bool was_written(policy::NamedPolicy const& policy);

struct ForeignLanguage;

struct DeniedRequest {
  Time at;
  std::string authorization_id;  // lower-case letters and digits that nobody can guess
  std::string request_id;
  std::string principal;         // as the sentence names it
  std::string resource;          // an ARN or `*`
  AuthorizationFailure failure;  // what an encoded message tells, which is made when somebody wants it
  policy::Requester requester;
  std::optional<AccountId> resource_account;
  policy::PolicySets sets;                    // all that took part, whether or not they say anything of the request
  ForeignLanguage const* language = nullptr;  // of the policies; null: AWS's
  policy::PolicyType decided_by = policy::PolicyType::kIdentity;
  std::string policy_id;  // of the policy that denies explicitly, or the scope-down policy that does not allow
  std::string policy_arn;
  std::string sentence;
  bool was_enforced = false;
  // Of a refusal by a role's trust policy: the statements that could have let the requester in, with what each lacks,
  // or those that denied; and the same in a sentence, also where there is no policy.
  std::vector<policy::StatementMisses> statements;
  std::string why;
  std::uint64_t number = 0;  // in the order in which the journal got them, which gives it
};

// The request, as policies were asked about it.
policy::Request request_of(DeniedRequest const& denied);

struct FoundDenial {
  AccountId account;  // of whoever was denied
  DeniedRequest denied;
};

// Thread-safe, bounded, in memory only.
class DenialJournal {
 public:
  static constexpr std::size_t kDenialsPerAccountMax = 1000;
  static constexpr std::size_t kLatestMax = 100;
  // As estimated, with the policies, of which an account's denials share what is the same. Of an account the newest is
  // kept whatever it takes; of all accounts those are forgotten that were denied something least lately.
  static constexpr std::size_t kBytesPerAccountMax = std::size_t{8} * 1024 * 1024;
  static constexpr std::size_t kBytesMax = std::size_t{64} * 1024 * 1024;
  // How long a denial is found by its id. AWS promises at least this long.
  static constexpr std::chrono::hours kFoundFor{24};

  void record(AccountId account, DeniedRequest denied);

  // Of one account, or of all: the newest first, whatever became of the clock meanwhile, and no more than `most`.
  std::vector<DeniedRequest> latest(std::optional<AccountId> account, std::size_t most = kLatestMax) const;

  // The denial of that authorization id, if it is no older than kFoundFor.
  std::optional<FoundDenial> find(std::string_view authorization_id, Time now) const;

  // The newest of that request; nothing when it was of another account.
  std::optional<DeniedRequest> of_request(AccountId account, std::string_view request_id) const;

  // Of one account, or of all.
  void forget(std::optional<AccountId> account);

  std::size_t bytes() const;

 private:
  struct Denials {
    std::deque<DeniedRequest> latest;
    std::map<policy::CompiledPolicy const*, std::size_t> policies;  // how many of the denials each took part in
    std::size_t bytes = 0;
    std::uint64_t last = 0;  // the number of the newest

    void add(DeniedRequest denied);
    void drop_oldest();
  };
  using Accounts = std::map<AccountId, Denials>;

  void forget(Accounts::iterator account);

  mutable std::mutex mutex_;
  Accounts accounts_;
  std::size_t bytes_ = 0;
  std::uint64_t recorded_ = 0;
};

}  // namespace iam::service
